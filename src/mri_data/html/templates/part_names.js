  /* A picture's title becomes its accessible name; as a title the browser would show it as a tooltip everywhere. */
  const nameOf = (picture) => {
    const title = one("title", picture);
    picture.setAttribute("aria-label", title.textContent);
    picture.setAttribute("aria-describedby", one("desc", picture).id);
    picture.removeAttribute("aria-labelledby");
    title.remove();
  };