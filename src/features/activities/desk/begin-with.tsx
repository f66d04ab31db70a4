import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { type ActivityContent, deleteTemplate, saveTemplate } from '../contract.ts'
import { useBeginnings } from './use-recording.ts'

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
  if (!beginnings || (!last && beginnings.templates.length === 0)) return null
  return (
    <section className="begin-with" aria-label="从已有的开始">
      {last && (
        <button type="button" className="button begin-last" onClick={() => onBegin(last.content)}>
          <span aria-hidden="true">↻</span> 照上次再记一条
          <span className="quiet begin-title">
            {last.title}，{sayDay(last.day)}
          </span>
        </button>
      )}
      {beginnings.templates.length > 0 && (
        <ul className="begin-templates" aria-label="模板">
          {beginnings.templates.map((template) => (
            <li key={template.id}>
              <button type="button" className="chip" onClick={() => onBegin(template.content)}>
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
      )}
    </section>
  )
}

type Template = NonNullable<ReturnType<typeof useBeginnings>['data']>['templates'][number]
