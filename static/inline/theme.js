// The reader's own choice of light, dark or high contrast, before anything is painted: the only script inside the pages.
try {
  const theme = localStorage.getItem("pinhole-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {} // storage is switched off
