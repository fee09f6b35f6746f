"""The chat's own HTML: what it says, and that it says it harmlessly."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from service.feedback import ExpectedKind, Verdict
from service.http_models import AlternativeBody, CalculationBody, CitationBody, TableRefBody, ValueBody
from service.http_note_models import ChangedReportBody, ExpectedBody, FeedbackBody, UnansweredBody
from service.http_report_models import CheckBody, DocumentBody, GapBody, LineBody, TableBody
from ui.answer_card import alternatives_to_labels
from ui.html_views import (
    asked_back_to_html,
    calculation_to_html,
    changed_to_html,
    citation_to_source_line,
    copy_button_to_html,
    facts_to_html,
    image_to_html,
    lines_to_html,
    not_found_to_html,
    passage_to_html,
    question_to_html,
    quote_to_html,
    report_to_html,
    searched_to_html,
    source_to_html,
    understood_to_html,
    value_to_html,
)
from ui.source_groups import Source, citations_to_sources
from ui.staff_page import feedback_to_html, unanswered_to_html
from ui.table_checks import checks_to_html
from ui.table_view import rows_to_html, table_to_html

CITATION = CitationBody(
    document="d",
    source="rapport.pdf",
    title="Delårsrapport 2031",
    page="Bilaga 1 s. 28",
    page_index=29,
    section=["Ekonomi", "Resultat"],
    table=TableRefBody(
        id="t", caption="Per nämnd", row="Trafik", column="Utfall", row_index=1, column_index=1
    ),
    quote="Trafik -1 200",
    boxes=None,
)


REPORT = DocumentBody(
    id="d",
    source="r.pdf",
    title="R",
    kind="delårsrapport",
    publisher=None,
    period="2025-01/2025-08",
    pages=1,
    tables=2,
    warnings=[],
    format="pdf",
)
UNANSWERED = UnansweredBody(id=1, question="Vad?", reason="", times=2, last_day=date(2031, 9, 1))
FEEDBACK = FeedbackBody(
    id=1,
    day=date(2031, 9, 1),
    question="Vad?",
    answer="Så.",
    verdict=Verdict.WRONG,
    expected=ExpectedBody(kind=ExpectedKind.NUMBER, number="-5", unit="tkr", source="r.pdf", page="3"),
)


class TagCollector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def parse(html: str) -> TagCollector:
    collector = TagCollector()
    collector.feed(html)
    return collector


def make_table(texts: list[str]) -> TableBody:
    return TableBody(
        id="t",
        document="d",
        pages=["1"],
        page_indexes=[1],
        caption=texts[0],
        section=[],
        unit=None,
        header=[texts],
        rows=[texts, texts],
        cells=[],
        checks=[],
        ocr=False,
    )


def test_a_value_stands_alone_with_its_unit_and_sign_in_words() -> None:
    value = ValueBody(number="-412", unit="mkr", entity="HSN", measure="avvikelse", period="2025-01/2025-08")
    assert re.findall(r">([^<]+)<", value_to_html(value, "Det blev −412 mkr.")) == [
        "−412",
        " ",
        "mkr",
        "minus 412 miljoner kronor",
        "Det blev −412 mkr.",
    ]
    assert parse(facts_to_html(value)).text == "GällerHSNMåttavvikelsePeriodjanuari–augusti 2025"


def test_a_plain_count_is_not_said_twice() -> None:
    value = ValueBody(number="165", unit="antal", entity="- Solvik", measure=None, period=None)
    assert "b-words" not in value_to_html(value, "Det blev 165.")
    assert parse(facts_to_html(value)).text == "GällerSolvik"


def test_a_citation_names_page_table_row_and_column() -> None:
    text = parse(source_to_html(Source((CITATION,)), "Källa 1")).text
    assert text == "Källa 1 Delårsrapport 2031Bilaga 1 s. 28, tabell Per nämndRad Trafik × kolumn Utfall"
    assert citation_to_source_line(CITATION) == (
        "Delårsrapport 2031, Bilaga 1 s. 28, tabell ”Per nämnd”, rad ”Trafik”, kolumn ”Utfall”"
    )


def test_a_citation_says_whose_report_it_is_where_the_title_does_not() -> None:
    cited = CITATION.model_copy(update={"publisher": "Sjövik kommun"})
    assert (
        "Källa Delårsrapport 2031, Sjövik kommunBilaga 1"
        in parse(source_to_html(Source((cited,)), "Källa")).text
    )
    assert citation_to_source_line(cited).startswith("Delårsrapport 2031, Sjövik kommun, Bilaga 1 s. 28")


def make_cited(row: int, page: int = 29) -> CitationBody:
    assert CITATION.table is not None
    place = CITATION.table.model_copy(update={"row": f"R{row}", "row_index": row})
    box = (1.0, float(row), 2.0, row + 1.0)
    return CITATION.model_copy(update={"table": place, "page_index": page, "boxes": [box], "lines": [row]})


def test_cells_of_one_table_on_a_page_are_one_source_with_all_marks() -> None:
    first, second, elsewhere = make_cited(1), make_cited(2), make_cited(3, page=30)
    [one, other] = citations_to_sources([first, second, first, elsewhere])
    assert (one.main, one.places, other.cells) == (first, {(1, 1), (2, 1)}, (elsewhere,))
    assert (one.marked.boxes, one.marked.lines) == ([(1.0, 1.0, 2.0, 2.0), (1.0, 2.0, 2.0, 3.0)], [1, 2])
    assert parse(source_to_html(one, "Källa")).text.endswith("Rad R1 × kolumn UtfallRad R2 × kolumn Utfall")
    many = citations_to_sources([make_cited(row) for row in range(5)])[0]
    assert parse(source_to_html(many, "Källa")).text.endswith("Rad R0 × kolumn Utfall och 4 celler till")


def test_sentences_on_one_page_stay_sources_of_their_own() -> None:
    said = [CITATION.model_copy(update={"table": None, "quote": quote}) for quote in ("Så.", "Och så.")]
    assert [source.cells for source in citations_to_sources(said)] == [(said[0],), (said[1],)]


def test_prose_is_cited_by_its_section_and_a_scan_says_that_it_is_one() -> None:
    prose = CITATION.model_copy(update={"table": None, "page": "4", "ocr": True})
    text = parse(source_to_html(Source((prose,)), "Källa")).text
    assert "s. 4, Resultat" in text
    assert "Sidan är inskannad och maskinläst (OCR)." in text
    assert citation_to_source_line(prose) == "Delårsrapport 2031, s. 4"


def test_only_the_cited_cell_is_marked() -> None:
    html = table_to_html(make_table(["Nämnd", "1 200", "Utfall"]), {(1, 1)})
    assert re.findall(r'<(\w+)[^>]*class="b-marked[^"]*">([^<]*)<', html) == [("td", "1 200")]
    assert html.count("class=b-row") == 1
    assert re.findall(r'class="b-column[^"]*">([^<]*)<', html) == ["1 200"]  # the other row's cell above it


def test_the_label_of_a_row_can_be_marked_too() -> None:
    html = table_to_html(make_table(["Nämnd", "1", "2"]), {(0, 0)})
    assert re.findall(r'<(\w+)[^>]*class="b-marked[^"]*">([^<]*)<', html) == [("th", "Nämnd")]


def test_only_the_cited_rows_are_shown_under_their_headings() -> None:
    table = make_table(["Nämnd", "Utfall"]).model_copy(update={"rows": [["A", "1"], ["B", "2"], ["C", "3"]]})
    html = rows_to_html(table, {(2, 1), (0, 1)})
    assert parse(html).text == "NämndUtfallA1C3"
    assert re.findall(r'class="b-marked[^"]*">([^<]*)<', html) == ["1", "3"]


def test_the_checks_of_a_table_name_what_holds_and_what_does_not() -> None:
    broken = CheckBody(
        rule="row 1 = sum of rows 0-0",
        holds=1,
        fails=1,
        gaps=[GapBody(row=1, column=1, computed="4685", printed="4683")],
    )
    table = make_table(["Nämnd", "Utfall"]).model_copy(
        update={
            "rows": [["A", "4 685"], ["Summa", "4 683"]],
            "checks": [broken, CheckBody(rule="column 1 - column 2 = column 3", holds=2, fails=0)],
        }
    )
    assert parse(checks_to_html(table)).text == (
        "Kontrollräkning: 3 av 4 summor och skillnader i tabellen stämmer. 1 stämmer inte i rapporten."
        "Summa: raderna summerar till 4 685, rapporten anger 4 683."
        "Utfall − kolumn 2 = kolumn 3 stämmer."
    )


def test_a_text_page_shows_the_cited_line_in_its_surroundings() -> None:
    lines = [LineBody(number=number, text=f"rad {number}", box=None) for number in range(1, 101)]
    html = lines_to_html(lines, [50, 51])
    assert re.findall(r"<mark>([^<]*)</mark>", html) == ["rad 50", "rad 51"]
    assert html.count("<p>") == 26
    assert lines_to_html(lines, []).count("<p>") == 100


def test_a_calculation_uses_a_true_minus_sign() -> None:
    body = CalculationBody(expression="-1480 - -1390", operands=[], rounding="avrundat till hela miljoner")
    value = ValueBody(number="-90", unit="mkr", entity=None, measure=None, period=None)
    text = parse(calculation_to_html(body, value)).text.replace("\u00a0", " ")
    assert text == "Så är det räknat−1480 − −1390 ≈ −90 mkravrundat till hela miljoner"


def test_a_calculation_says_what_it_comes_to() -> None:
    value = ValueBody(number="82.4", unit="procent", entity=None, measure=None, period=None)
    share = CalculationBody(expression="5 151 / 6 252", operands=[], rounding="avrundat till en decimal")
    assert "5 151 / 6 252 ≈ 82,4\u00a0%" in parse(calculation_to_html(share, value)).text
    ranking = CalculationBody(expression="störst av 6 rader", operands=[], rounding=None)
    assert parse(calculation_to_html(ranking, value)).text.endswith("störst av 6 rader")


def test_figures_of_several_times_are_told_by_all_of_them() -> None:
    value = ValueBody(number="23.6", unit="mkr", entity="Låneskuld, mnkr", measure="Plan", period="2028")
    assert (
        parse(facts_to_html(value, ["2026", "2028"])).text
        == "GällerLåneskuldPeriodhelåret 2026 och helåret 2028"
    )


def test_a_label_that_is_a_paragraph_is_cut() -> None:
    assert CITATION.table is not None
    long = "Nämnden ska återkomma till styrelsen " * 9
    cited = CITATION.model_copy(update={"table": CITATION.table.model_copy(update={"row": long})})
    text = parse(source_to_html(Source((cited,)), "Källa")).text
    assert text.endswith("Nämnden ska … × kolumn Utfall")
    assert len(citation_to_source_line(cited)) < 200


def test_many_reports_searched_are_listed_on_demand() -> None:
    assert "details" not in parse(searched_to_html(["a"] * 5)).tags
    many = parse(searched_to_html(["a"] * 200))
    assert {"details", "summary"} <= many.tags
    assert many.text.startswith("Jag letade i 200 rapporter")


def test_a_column_of_sentences_is_read_from_the_left() -> None:
    table = make_table(["Uppdrag", "Kommentar", "Utfall"]).model_copy(
        update={"rows": [["A", "Uppdraget kommer att utföras under våren.", "−1 200"]]}
    )
    for html in (table_to_html(table, {(0, 2)}), rows_to_html(table, {(0, 2)})):
        assert re.findall(r'class="b-text"[^>]*>(?:<button[^>]*>)?([^<]*)<', html) == [
            "Kommentar",
            "Uppdraget kommer att utföras under våren.",
        ]


def test_readings_that_look_alike_are_told_apart() -> None:
    assert CITATION.table is not None

    def reading(column: str, number: str) -> AlternativeBody:
        value = ValueBody(number=number, unit="mkr", entity=None, measure=None, period=None)
        place = CITATION.table.model_copy(update={"column": column}) if CITATION.table else None
        cited = CITATION.model_copy(update={"table": place})
        return AlternativeBody(value=value, citation=cited, why="2025")

    said = reading("", "30").model_copy(
        update={
            "citation": CITATION.model_copy(update={"table": None, "quote": "Det blev 30 medarbetare."}),
            "why": "anges i löpande text",
        }
    )
    labels = alternatives_to_labels([reading("Utfall", "8.6"), reading("Bokslut", "6.9"), said], None)
    place = "(Delårsrapport 2031, Bilaga 1 s. 28)"
    assert [label.replace("\u00a0", " ") for label in labels] == [
        f"8,6 mkr – 2025, kolumn Utfall {place}",
        f"6,9 mkr – 2025, kolumn Bokslut {place}",
        f"30 mkr – anges i löpande text: ”Det blev 30 medarbetare.” {place}",
    ]
    assert alternatives_to_labels([reading("Utfall", "8.6")], None)[0].endswith(f"– 2025 {place}")


def test_the_items_of_a_list_are_a_list() -> None:
    html = passage_to_html("Tre saker:\n• Taket tätas.\n– Pumpen byts för −1 480 tkr.\nSå är det.")
    assert re.findall(r"<(p|li)>([^<]*)<", html) == [
        ("p", "Tre saker:"),
        ("li", "Taket tätas."),
        ("li", "Pumpen byts för −1\u00a0480 tkr."),
        ("p", "Så är det."),
    ]
    assert html.count("<ul>") == 1


def test_a_refusal_is_not_said_twice() -> None:
    assert parse(not_found_to_html("Det står inte i rapporterna. Inget handlar om glass.")).text == (
        "Det står inte i rapporternaInget handlar om glass."
    )


def test_a_refusal_says_what_was_looked_for_and_which_report_would_have_it() -> None:
    html = not_found_to_html("Det står inte i rapporterna.", "resultat, 2019", "årsredovisningen för 2019")
    assert parse(html).text == (
        "Det står inte i rapporternaJag letade efter: resultat, 2019Uppgiften bör stå i årsredovisningen för 2019, "
        "som inte finns här. Lägg till den på sidan Rapporter och fråga igen."
    )


def test_a_report_is_told_by_kind_period_and_size() -> None:
    assert (
        parse(report_to_html(REPORT)).text
        == "Rdelårsrapport · januari–augusti 2025 · 1 sida · 2 tabellerr.pdf"
    )


def test_a_saved_answer_tells_its_day_and_what_has_changed() -> None:
    changed = [ChangedReportBody(document="d", title="Delårsrapport", state="removed")]
    assert parse(changed_to_html(date(2031, 9, 1), changed)).text == (
        "Sparat svar från den 1 september 2031.Delårsrapport har tagits bort ur biblioteket. Källan går inte att öppna."
    )


def test_the_lowest_header_row_sorts() -> None:
    table = make_table(["Nämnd", "", "Utfall"])
    table = table.model_copy(update={"header": [["2031", "", ""], *table.header]})
    html = table_to_html(table, ())
    assert re.findall(r'class="b-sort">([^<]*)<', html) == ["Nämnd", "Utfall"]
    assert html.count("aria-sort") == 2


TEXTS = st.text(alphabet=st.sampled_from("<>\"'&=/ aonerror;script:()"), min_size=1, max_size=40)


@given(TEXTS)
def test_no_text_adds_a_tag_or_an_attribute(text: str) -> None:
    value = ValueBody(number="1", unit=text, entity=text, measure=text, period=text)
    table = CITATION.table
    assert table is not None
    cited = CITATION.model_copy(
        update={
            "title": text,
            "page": text,
            "quote": text,
            "table": table.model_copy(update={"caption": text, "row": text, "column": text}),
        }
    )
    views = [
        value_to_html(value, text, winner=text),
        facts_to_html(value),
        source_to_html(Source((cited,)), text),
        quote_to_html(text),
        rows_to_html(make_table([text, text]), {(0, 1)}),
        checks_to_html(
            make_table([text]).model_copy(
                update={"checks": [CheckBody(rule="row 0 = sum of rows 0-0", holds=1, fails=0)]}
            )
        ),
        table_to_html(make_table([text, text]), {(0, 1)}),
        lines_to_html([LineBody(number=1, text=text, box=None)], [1]),
        calculation_to_html(CalculationBody(expression=text, operands=[], rounding=text), value),
        not_found_to_html(text, text, text),
        passage_to_html(text),
        understood_to_html(text),
        question_to_html(text),
        searched_to_html([text]),
        searched_to_html([text] * 9),
        asked_back_to_html(text, text, text),
        image_to_html(b"x", text, (0.5, 0.5), quote=text),
        report_to_html(REPORT.model_copy(update={"title": text, "source": text, "publisher": text})),
        changed_to_html(date(2031, 9, 1), [ChangedReportBody(document="d", title=text, state="replaced")]),
        copy_button_to_html(text, text),
        unanswered_to_html(UNANSWERED.model_copy(update={"question": text, "reason": text})),
        feedback_to_html(FEEDBACK.model_copy(update={"question": text, "answer": text, "comment": text})),
    ]
    for view in views:
        found = parse(view)
        assert found.tags <= {
            *("ul", "li", "h2", "h3", "button", "details", "summary"),
            *("div", "p", "span", "b", "dl", "dt", "dd", "blockquote", "mark", "img"),
            *("table", "caption", "thead", "tbody", "tr", "th", "td"),
        }
        assert found.attributes <= {
            "class",
            "role",
            "tabindex",
            "aria-label",
            "aria-hidden",
            "scope",
            "src",
            "alt",
            "data-mark",
            "data-depth",
            "data-name",
            "data-copy",
            "type",
            "aria-sort",
        }
