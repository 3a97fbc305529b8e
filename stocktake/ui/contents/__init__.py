"""The contents of a form beside its questions, Find and To do: lists that lead to a question."""
