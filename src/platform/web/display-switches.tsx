import { changeDisplay, useDisplay } from './display.ts'

const themes = [
  { value: 'auto', label: '跟随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
] as const

/** Light or dark, and large text (长辈版). */
export function DisplaySwitches() {
  const display = useDisplay()
  return (
    <fieldset className="display-switches">
      <legend className="quiet">显示</legend>
      <div className="row">
        {themes.map((one) => (
          <label key={one.value}>
            <input
              type="radio"
              name="theme"
              checked={display.theme === one.value}
              onChange={() => changeDisplay({ theme: one.value })}
            />
            {one.label}
          </label>
        ))}
      </div>
      <label>
        <input
          type="checkbox"
          checked={display.large}
          onChange={(event) => changeDisplay({ large: event.target.checked })}
        />
        长辈版（大字）
      </label>
    </fieldset>
  )
}
