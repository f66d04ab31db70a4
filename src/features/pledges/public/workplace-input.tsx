/** @jsxImportSource preact */
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import { SuggestInput, type Suggestion } from '../../../platform/public/suggest-input.tsx'
import type { suggestWorkplaces } from '../contract.ts'

/** The enterprise: names that others gave in the county are suggested; what is not among them is typed. */
export function WorkplaceInput({
  campaign,
  unit,
  text,
  onText,
  error,
}: {
  campaign: string
  unit: string | null
  text: string
  onText: (text: string) => void
  error: string | undefined
}) {
  async function suggest(wanted: string): Promise<Suggestion[]> {
    if (!unit || !wanted) return []
    const query = `unit=${encodeURIComponent(unit)}&q=${encodeURIComponent(wanted)}`
    try {
      const path = `/api/public/${campaign}/workplaces?${query}`
      const { items } = await fetchJson<typeof suggestWorkplaces>('GET', path)
      return items.filter((name) => name !== wanted).map((name) => ({ key: name, text: name }))
    } catch {
      // Without suggestions the name is typed.
      return []
    }
  }
  return (
    <div class="field">
      <label for="workplace">单位名称</label>
      <SuggestInput
        id="workplace"
        label="单位名称"
        placeholder="全称，可输入拼音首字母查找"
        text={text}
        maxLength={60}
        notes={error ? 'workplace-error' : undefined}
        invalid={error !== undefined}
        suggest={suggest}
        onText={onText}
        onPick={(one) => onText(one.text)}
      />
      {error && (
        <p class="field-error" id="workplace-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
