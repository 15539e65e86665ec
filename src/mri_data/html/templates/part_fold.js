  /* Text for comparing and searching: no capitals, accents, apostrophes or curly quotes. */
  const LETTERS = {
    "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0127": "h", "\u0131": "i",
    "\u00e6": "ae", "\u0153": "oe", "\u00f0": "d", "\u00fe": "th", "\u03c2": "\u03c3",
  };
  const ACCENTS_AND_UNSEEN = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const plainMarks = (text) =>
    text
      .replace(/[\u2018\u2019\u201b\u02bc\u2032\u00b4`]/g, "'")
      .replace(/[\u201c-\u201f\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-");
  /* Upper case first, so that the German sharp s becomes ss. */
  const withoutCase = (text) => text.toUpperCase().toLowerCase();
  const fold = (text) => {
    const bare = withoutCase(plainMarks(text)).normalize("NFKD").replace(ACCENTS_AND_UNSEEN, "");
    return plainMarks(withoutCase(bare).replace(/[^\0-\x7f]/g, (sign) => LETTERS[sign] ?? sign)).replaceAll("'", "");
  };