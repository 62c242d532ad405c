"""What a sound file tells besides its sound: title, chapters, text. Standard library only."""
