"""How each shipped file that was not written by hand was made, one command each."""
