"""What papers are made of: pages, tables, charts, structure for readers, sheets and web pages; nothing of a school."""
