/* Around the library's scripts for passkeys: shows what needs a script, and says in words when a passkey did not answer. */
document.addEventListener('DOMContentLoaded', () => {
  if (!window.webauthnJSON.supported()) return
  document.querySelectorAll('[data-passkey]').forEach((part) => { part.hidden = false })
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  document.querySelectorAll('[data-passkey-problem]').forEach((words) => { words.hidden = false })
})
