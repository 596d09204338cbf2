"""The copies of ModaNet's annotation files that are about."""

# MD5 of the file to what it is.
KNOWN_COPIES = {
    '96478657d20e322e9d3282c6d73c0c4c': "ModaNet's official train file",
    '900b24b7d6c0c48203e6244f45d65499': "ModaNet's official validation file",
    '17c5240fb519f4b3b70562cf3239600b': "a changed copy of ModaNet's validation file, "
                                        'with other category names',
}
