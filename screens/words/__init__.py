"""Every sentence shown to people, and how numbers, days and names are said."""
