"""The parts of the gaps page: its choices, its sentences, what must start and what it takes."""
