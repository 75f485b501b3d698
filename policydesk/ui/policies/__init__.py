"""The school's policies: the list, one policy with its versions, publishing and adopting."""
