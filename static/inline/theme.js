// The reader's own choice of light, dark or high contrast, before anything is painted: the only script inside the pages.
try {
  const root = document.documentElement, theme = localStorage.getItem("pinhole-theme");
  if (theme) {
    root.dataset.theme = theme;
    for (const bar of document.getElementsByName("theme-color")) bar.content = getComputedStyle(root).backgroundColor;
  }
} catch {} // storage is switched off
