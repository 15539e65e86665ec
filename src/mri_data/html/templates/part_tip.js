    tip.hidden = false;
    const { left, top, bottom, width } = mark.getBoundingClientRect();
    const rightmost = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = top - tip.offsetHeight - 10;
    tip.style.left = `${Math.max(8, Math.min(left + width / 2 - tip.offsetWidth / 2, rightmost))}px`;
    tip.style.top = `${above < 8 ? bottom + 10 : above}px`;