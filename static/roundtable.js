/* Starts the components of GOV.UK and MoJ Frontend; every page works without it. A classic script, so that the page
   is marked before it is drawn; the addresses of the modules come from the page, for they carry a fingerprint. */
(() => {
  const { govuk, moj } = document.currentScript.dataset
  if (!('noModule' in HTMLScriptElement.prototype)) return
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')

  const startComponents = async () => {
    const modules = await Promise.all([import(govuk), import(moj)])
    modules.forEach((module) => module.initAll())
  }

  const closeFiltersOnPhone = () => {
    if (!window.matchMedia('(max-width: 48.0525em)').matches) return
    document.querySelectorAll('details[data-closed-on-phone]').forEach((panel) => { panel.open = false })
  }

  const askAgain = (work) => {
    const timer = window.setTimeout(() => window.location.reload(), Number(work.dataset.reload) * 1000)
    const stop = work.querySelector('.rt-progress__stop')
    stop.hidden = false
    stop.addEventListener('click', () => {
      window.clearTimeout(timer)
      stop.textContent = 'Updating stopped. Reload the page to see more.'
      stop.disabled = true
    })
  }

  document.addEventListener('DOMContentLoaded', () => {
    closeFiltersOnPhone()
    document.querySelectorAll('[data-reload]').forEach(askAgain)
    startComponents()
  })
})()
