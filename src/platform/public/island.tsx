/** @jsxImportSource preact */
import type { ComponentType } from 'preact'

/**
 * A part of a page that lives in the browser: drawn by the server, taken over by `features/<x>/public/<name>.island.tsx`,
 * which calls `mountIsland(name, View)`. Props travel as JSON beside it.
 */
export function Island<P extends object>({
  name,
  view: View,
  props,
}: {
  name: string
  view: ComponentType<P>
  props: P
}) {
  return (
    <>
      <div data-island={name}>
        <View {...props} />
      </div>
      <script
        type="application/json"
        data-island-props={name}
        // Data, not code; `<` could end the element.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(props).replaceAll('<', '\\u003c') }}
      />
    </>
  )
}
