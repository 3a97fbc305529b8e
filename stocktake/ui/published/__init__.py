"""The parts of the page of published figures: bring, accept, compare."""
