// Reads the page aloud with a voice of the reader's own machine: a remote one would send the text away (readers R-53).
(() => {
  const button = document.querySelector('[data-speak]')
  const speech = window.speechSynthesis
  if (!button || !speech) return

  const LANGUAGE = document.documentElement.lang.slice(0, 2)
  const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption, summary'
  const UNSPOKEN = 'rt, rp, nav, noscript, script, [hidden], [aria-hidden="true"]'
  const LONGEST = 120 // Some engines fall silent in the middle of longer texts.
  let isSpeaking = false

  function localVoice() {
    return speech.getVoices().find(voice => voice.localService && voice.lang.slice(0, 2) === LANGUAGE)
  }

  function textOf(block) {
    const copy = block.cloneNode(true)
    for (const part of copy.querySelectorAll(`${UNSPOKEN}, ${BLOCKS}`)) part.remove()
    return copy.textContent.replace(/\s+/g, ' ').trim()
  }

  function sentences() {
    const blocks = [...document.querySelectorAll('main')].flatMap(main => [...main.querySelectorAll(BLOCKS)])
    return blocks
      .filter(block => !block.closest(UNSPOKEN))
      .map(textOf)
      .flatMap(text => text.match(new RegExp(`.{1,${LONGEST}}(?:[。！？；]|$)|.{1,${LONGEST}}`, 'gu')) ?? [])
  }

  function show(speaking) {
    isSpeaking = speaking
    button.textContent = speaking ? button.dataset.stop : button.dataset.speak
  }

  function stop() {
    speech.cancel()
    show(false)
  }

  function speak() {
    const voice = localVoice()
    const queue = sentences().map(text => Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }))
    if (!queue.length) return
    queue.at(-1).onend = () => show(false)
    show(true)
    for (const utterance of queue) speech.speak(utterance)
  }

  const offer = () => { button.hidden = !localVoice() }
  offer()
  speech.addEventListener?.('voiceschanged', offer)
  button.addEventListener('click', () => (isSpeaking ? stop() : speak()))
  addEventListener('pagehide', stop)
})()
