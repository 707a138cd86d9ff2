"""One clock for several students, and their papers scored afterwards."""
