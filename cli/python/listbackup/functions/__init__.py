"""How functions run: in which environment, and as which kind of program."""
