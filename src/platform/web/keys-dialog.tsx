import { Dialog } from './dialog.tsx'
import { switchKeys, useKeysOn } from './use-keys.ts'
import './keys-dialog.css'

export interface PageKey {
  keys: string[]
  does: string
}

/** What the keys of a page do, and the switch that turns single letters off. */
export function KeysDialog({ keys, onClose }: { keys: PageKey[]; onClose: () => void }) {
  const on = useKeysOn()
  return (
    <Dialog title="键盘" onClose={onClose}>
      <div className="stack">
        <dl className="keys-list">
          {keys.map((one) => (
            <div key={one.does}>
              <dt>
                {one.keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{one.does}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input type="checkbox" checked={on} onChange={(event) => switchKeys(event.target.checked)} />{' '}
          使用单键快捷键（语音输入时可关掉）
        </label>
      </div>
    </Dialog>
  )
}
