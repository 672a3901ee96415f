// The handbook is the documentation catalog beside this file. A target needs a source file.
