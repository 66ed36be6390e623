/* Warns before the screen locks, covers the page when it has, and opens it again in place, so that nothing typed is lost.
   The server decides: it answers nothing from a locked session, with or without this script. */
(() => {
  const template = document.getElementById('screen-lock')
  if (!template) return
  const { state, unlock, webauthn } = template.dataset
  const WARNING = 120
  let timer, cover
  let typed = false

  const token = () => template.content.querySelector('[name=csrfmiddlewaretoken]').value
  const send = (address, fields) => fetch(address, {
    method: fields ? 'POST' : 'GET',
    headers: { Accept: 'application/json', 'X-CSRFToken': token() },
    body: fields && new URLSearchParams(fields)
  })
  const leave = () => { window.location.href = '/' }
  const answer = async (response) => {
    if (response.redirected || !(response.headers.get('Content-Type') || '').includes('json')) return leave()
    return response.json()
  }

  const uncover = () => {
    if (!cover) return
    cover.remove()
    cover = undefined
    document.body.classList.remove('rt-is-locked')
    Array.from(document.body.children).forEach((part) => { part.inert = false })
  }

  const show = (name) => {
    if (cover && cover.dataset.shows === name) return
    uncover()
    cover = template.content.querySelector('.rt-lock').cloneNode(true)
    cover.dataset.shows = name
    cover.querySelectorAll(`[data-part]:not([data-part=${name}])`).forEach((part) => part.remove())
    if (name === 'locked') {
      Array.from(document.body.children).forEach((part) => { part.inert = true })
      document.body.classList.add('rt-is-locked')
    }
    document.body.append(cover)
    cover.querySelector('input:not([type=hidden]), button').focus()
  }

  const warn = () => {
    show('warning')
    cover.querySelector('[data-stay]').addEventListener('click', () => check(true))
  }

  const open = async (fields) => {
    const problem = cover.querySelector('[data-problem]')
    const said = await answer(await send(unlock, fields))
    if (!said) return
    if (said.problem) {
      problem.textContent = said.problem
      problem.hidden = false
      return
    }
    uncover()
    document.dispatchEvent(new Event('rt:unlocked'))
    check(false)
  }

  const offerPasskey = async () => {
    const said = await answer(await send(unlock))
    if (!said || !said.passkey) return
    if (!window.webauthnJSON) await import(webauthn)
    const button = cover.querySelector('[data-use-passkey]')
    button.hidden = !window.webauthnJSON.supported()
    button.addEventListener('click', async () => {
      try {
        const fresh = await answer(await send(unlock))
        open({ credential: JSON.stringify(await window.webauthnJSON.get(fresh.passkey.request_options)) })
      } catch {
        const problem = cover.querySelector('[data-problem]')
        problem.textContent = 'Your passkey was not used. Try again, or use a code.'
        problem.hidden = false
      }
    })
  }

  const lock = () => {
    if (cover && cover.dataset.shows === 'locked') return
    show('locked')
    cover.querySelector('[data-code]').addEventListener('submit', (event) => {
      event.preventDefault()
      open({ code: event.target.code.value })
    })
    offerPasskey()
  }

  const check = async (here) => {
    window.clearTimeout(timer)
    const counts = here || (typed && !(cover && cover.dataset.shows === 'locked'))
    typed = false
    let said
    try { said = await answer(await send(state, counts ? {} : undefined)) } catch { said = { locks_in: 30 } }
    if (!said) return
    const left = said.locks_in
    if (left <= 0) return lock()
    if (left <= WARNING) warn()
    else uncover()
    timer = window.setTimeout(check, (left > WARNING ? left - WARNING : left) * 1000 + 500, false)
  }

  document.querySelector('[data-lock-now]')?.addEventListener('submit', async (event) => {
    event.preventDefault()
    await send(event.target.action, {})
    lock()
  })
  ;['input', 'keydown', 'pointerdown'].forEach((kind) => {
    document.addEventListener(kind, () => { typed = true }, { capture: true, passive: true })
  })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) check(false) })
  timer = window.setTimeout(check, (Number(template.dataset.locksIn) - WARNING) * 1000, false)
})()
