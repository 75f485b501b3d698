"""What can be printed: facts gathered by queries, and put on paper by reportlab when somebody asks for it."""
