"""What needs doing: the figures of the day and every finding, each with the button that puts it right."""
