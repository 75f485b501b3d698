"""What can be asked of the register: each question returns frozen rows and changes nothing."""
