"""A second world to test generalisation in: made-up reports of other kinds of bodies, with questions and exact answers."""
