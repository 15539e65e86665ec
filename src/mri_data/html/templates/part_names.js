  /* The title of a picture becomes its name, or the browser shows it wherever the pointer rests. */
  const nameOf = (picture) => {
    const title = one("title", picture);
    picture.setAttribute("aria-label", title.textContent);
    picture.setAttribute("aria-describedby", one("desc", picture).id);
    picture.removeAttribute("aria-labelledby");
    title.remove();
  };