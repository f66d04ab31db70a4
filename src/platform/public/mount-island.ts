import { type ComponentType, h, hydrate } from 'preact'

/** Takes over what the server drew by `<Island name>`. */
export function mountIsland<P extends object>(name: string, view: ComponentType<P>): void {
  const place = document.querySelector(`[data-island="${name}"]`)
  const props = document.querySelector(`[data-island-props="${name}"]`)?.textContent
  if (place && props) hydrate(h(view, JSON.parse(props) as P), place)
}
