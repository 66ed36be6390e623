"""What victims of the demo say that they want, in plain words, and what they say of their information being shared."""

WANTS = (
    ("I just want to sleep through one night without the phone going.", ""),
    ("Somebody to come with me when I collect the children. That's all, really.", ""),
    ("I don't want him arrested. I want him to get help and stay away.", "OBJECTS"),
    ("Move me. I don't mind where, as long as it's not on the ground floor.", "AGREES"),
    ("Tell the others what you need to, but not where my mum lives.", "AGREES"),
    ("No more letters. He opens them.", ""),
    ("I want to be told first, not read about it. You said that last time as well.", ""),
    ("Leave it. If I make a fuss it comes back on my son.", "REFUSED"),
    ("A camera on the stairs and the light mended, I've asked three times.", "AGREES"),
    ("I want to give my statement once. Not four times to four people.", ""),
    ("To go back to work without everybody looking at me.", "REFUSED"),
    ("I'd like the same worker. I'm not starting again with somebody new.", ""),
)
