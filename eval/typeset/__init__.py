"""Made-up reports as data, and their rendering as PDF and as text extract, with known truth for every cell."""
