// Remembers the display settings from page to page. The settings work without it, for one page.
(() => {
  const KEY = 'display-settings'

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY))
      return kept !== null && typeof kept === 'object' ? kept : {}
    } catch {
      return {} // Storage is refused, or somebody else's text is in it.
    }
  }

  function write(settings) {
    try {
      localStorage.setItem(KEY, JSON.stringify(settings))
    } catch {
      // Storage is refused or full: the setting holds for this page.
    }
  }

  function apply() {
    const kept = read()
    for (const input of document.querySelectorAll('input[data-mode]')) {
      if (kept[input.name] === input.value) input.checked = true
    }
  }

  // Above everything that is drawn, so that nothing moves; again for settings further down and for other tabs.
  apply()
  document.addEventListener('DOMContentLoaded', apply)
  addEventListener('pageshow', apply)
  addEventListener('storage', apply)
  document.addEventListener('change', ({ target }) => {
    if (target.matches('input[data-mode]')) write({ ...read(), [target.name]: target.value })
  })
})()
