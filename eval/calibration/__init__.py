"""Whether the confidence that answers state is the share of them that is right."""
