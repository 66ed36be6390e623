/* Keeps what is typed into a form on the server while somebody types: a second after the last stroke that is not kept,
   so that a closed tab loses no more. Without a line, or behind a locked screen, the words stay on the page, which says
   so, and are sent when that is over. Nothing is kept in the browser. Without this script a button does it. */
(() => {
  const WAIT = 1000
  const AGAIN = 5000
  const OFFLINE = 'You are offline. What you type is on this page only, so keep it open. It is kept as soon as you are back on line.'
  const SHUT = 'Your screen is locked or you are signed out. What you type is on this page only, so keep it open.'
  const FAILED = 'Your draft could not be kept just now. What you type is on this page only, so keep it open. We are trying again.'

  const keep = (box) => {
    const form = box.closest('form')
    const part = (name) => box.querySelector(`[data-draft-${name}]`)
    const field = (name) => form.elements.namedItem(name)
    let timer
    let sending
    let dirty = false
    let stopped = false
    let leaving = false

    const warn = (words) => {
      if (part('warning').textContent === words) return
      part('warning').textContent = words
      part('warning').hidden = !words
    }
    const mark = () => { box.toggleAttribute('data-waiting', !stopped && (dirty || Boolean(sending))) }
    const soon = (wait = WAIT) => { timer ??= window.setTimeout(send, wait) }
    const fields = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))

    const kept = (said) => {
      field('draft_seen').value = said.seen
      part('saved').textContent = `Draft saved ${said.saved}`
      part('over').hidden = true
      warn('')
    }
    const refused = (status, said) => {
      stopped = ![413, 422].includes(status) // what is too long, or not kept here, may be taken out again
      warn(said.problem)
      if (status !== 409) return
      part('over').hidden = false
      part('over').onclick = () => {
        field('draft_seen').value = said.seen
        stopped = false
        send()
      }
    }
    const later = (words) => {
      dirty = true
      warn(words)
      soon(AGAIN)
    }
    const understand = async (response) => {
      if (response.redirected) return later(SHUT)
      if (response.status >= 500 || response.status === 429) return later(FAILED)
      const json = (response.headers.get('Content-Type') || '').includes('json')
      const said = json ? await response.json() : { problem: 'Your draft is not kept any more. Copy what you typed, and open this page again.' }
      if (response.ok) kept(said)
      else refused(response.status, said)
    }
    const post = async () => {
      try {
        const body = fields()
        const keepalive = document.hidden && body.toString().length < 60000
        await understand(await fetch(box.dataset.draft, { method: 'POST', headers: { Accept: 'application/json' }, body, keepalive }))
      } catch {
        later(navigator.onLine ? FAILED : OFFLINE)
      }
    }
    async function send () {
      window.clearTimeout(timer)
      timer = undefined
      if (sending || stopped || leaving) return
      dirty = false
      sending = post()
      await sending
      sending = undefined
      mark()
      if (dirty) soon()
    }

    const typed = (event) => {
      if (event.target.type === 'file') return
      dirty = true
      mark()
      if (!navigator.onLine) warn(OFFLINE)
      soon()
    }
    form.addEventListener('input', typed)
    form.addEventListener('change', typed)
    window.addEventListener('offline', () => { if (!stopped) warn(OFFLINE) })
    window.addEventListener('online', () => { if (dirty) send(); else if (!stopped) warn('') })
    document.addEventListener('visibilitychange', () => { if (document.hidden && dirty) send() })
    document.addEventListener('rt:unlocked', () => { if (dirty) send() })
    window.addEventListener('beforeunload', (event) => { if (dirty && !leaving && !part('warning').hidden) event.preventDefault() })

    /* What is on its way is waited for, so that it cannot arrive after the form is saved and bring the draft back. */
    form.addEventListener('submit', async (event) => {
      const button = event.submitter
      leaving = true
      window.clearTimeout(timer)
      if (!sending) return
      event.preventDefault()
      await Promise.race([sending, new Promise((resolve) => { window.setTimeout(resolve, 3000) })])
      sending = undefined
      form.requestSubmit(button)
    })
    window.addEventListener('pageshow', (event) => { if (event.persisted) leaving = false })
    part('keep').hidden = true
  }

  document.querySelectorAll('[data-draft]').forEach(keep)
})()
