import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { type ActivityContent, deleteTemplate, saveTemplate } from '../contract.ts'
import { useBeginnings } from './use-recording.ts'

/** So many templates stand before the kinds of activities; a unit may have a hundred. */
const shownAtFirst = 4

/** 「照上次再记一条」 and the unit's templates, before anything is chosen. */
export function BeginWith({
  campaign,
  unit,
  onBegin,
}: {
  campaign: string
  unit: string
  onBegin: (part: Partial<ActivityContent>) => void
}) {
  const beginnings = useBeginnings(campaign, unit).data
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['beginnings', campaign, unit] })
  const remove = useMutation({
    mutationFn: ({ id }: Template) =>
      callApi(deleteTemplate, { params: { campaign, template: id }, query: { unit } }),
    onSuccess: async (_, template) => {
      notify(`已删除模板“${template.name}”。`, {
        action: { label: '撤销', run: () => putBack.mutate(template) },
      })
      await refresh()
    },
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  const putBack = useMutation({
    mutationFn: ({ id, name, content }: Template) =>
      callApi(saveTemplate, {
        params: { campaign, template: id },
        query: { unit },
        body: { name, content },
      }),
    onSuccess: refresh,
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  const last = beginnings?.recent[0]
  const templates = beginnings?.templates ?? []
  if (!last && templates.length === 0) return null
  const list = (items: Template[]) => (
    <ul className="begin-templates" aria-label="模板">
      {items.map((template) => (
        <li key={template.id}>
          <button type="button" className="begin-template" onClick={() => onBegin(template.content)}>
            {template.name}
          </button>
          <button
            type="button"
            className="chip-remove"
            aria-label={`删除模板 ${template.name}`}
            onClick={() => remove.mutate(template)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <section className="begin-with" aria-label="从已有的开始">
      {last && (
        <button type="button" className="button begin-last" onClick={() => onBegin(last.content)}>
          <span aria-hidden="true">↻</span> 照上次再记一条
          <span className="quiet begin-title">
            {last.title}，<span className="begin-day">{sayDay(last.day)}</span>
          </span>
        </button>
      )}
      {templates.length > 0 && <h3 className="begin-heading">模板</h3>}
      {list(templates.slice(0, shownAtFirst))}
      {templates.length > shownAtFirst && (
        <details>
          <summary className="begin-more">其余 {templates.length - shownAtFirst} 个模板</summary>
          {list(templates.slice(shownAtFirst))}
        </details>
      )}
    </section>
  )
}

type Template = NonNullable<ReturnType<typeof useBeginnings>['data']>['templates'][number]
