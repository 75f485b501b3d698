"""What can be set: the school, its users, the register's keeping, how the desk looks, and what PolicyDesk is."""
