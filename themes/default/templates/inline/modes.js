(() => {
  const KEY = 'display-settings'
  const read = () => {
    try {
      return Object(JSON.parse(localStorage.getItem(KEY)))
    } catch {
      return {}
    }
  }
  const apply = () => {
    const kept = read()
    for (const input of document.querySelectorAll('input[data-mode]')) {
      if (kept[input.name] === input.value) input.checked = true
    }
  }
  apply()
  document.addEventListener('DOMContentLoaded', apply)
  addEventListener('pageshow', apply)
  addEventListener('storage', apply)
  document.addEventListener('change', ({ target }) => {
    if (!target.matches('input[data-mode]')) return
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...read(), [target.name]: target.value }))
    } catch {}
  })
})()
