import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type LiaisonEntry, liaisonsVcf, liaisonsXlsx, listLiaisons } from '../contract.ts'
import './liaisons.css'

/** The directory of liaisons; personal data are hidden until somebody who may asks for them. */
export default function LiaisonsPage() {
  usePageTitle('联络员')
  const campaign = useCampaign()
  const [reveal, setReveal] = useState(false)
  const [text, setText] = useState('')
  const { query, items, first } = usePages({
    queryKey: ['liaisons', campaign.key, reveal],
    read: (cursor) =>
      callApi(listLiaisons, {
        params: { campaign: campaign.key! },
        query: {
          limit: 200,
          ...(reveal ? { reveal: 'true' as const } : {}),
          cursor,
        },
      }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!first || !campaign.key) return <Loading rows={8} />
  const fields = first.fields
  const shown = items.filter((one) => matches(one, text))
  const address = { campaign: campaign.key }
  const files = { reveal: reveal ? 'true' : undefined }
  return (
    <div className="stack">
      <div className="row-between">
        <h1>联络员</h1>
        <span className="row no-print">
          <a className="button button-small" href={urlOf(liaisonsXlsx, address, files)}>
            下载 Excel
          </a>
          <a className="button button-small" href={urlOf(liaisonsVcf, address, files)}>
            下载通讯录（vCard）
          </a>
        </span>
      </div>
      <div className="row no-print">
        <input
          className="input liaisons-search"
          type="search"
          placeholder="单位或姓名"
          aria-label="查找单位或联络员"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {items.some((one) => one.mayReveal) && (
          <label>
            <input type="checkbox" checked={reveal} onChange={(event) => setReveal(event.target.checked)} />{' '}
            显示完整信息（查看会留痕）
          </label>
        )}
      </div>
      {shown.length === 0 && <EmptyState title="没有符合条件的单位。" />}
      {shown.length > 0 && (
        <ul className="card liaisons">
          {shown.map((one) => (
            <LiaisonLine key={one.code} entry={one} fields={fields} />
          ))}
        </ul>
      )}
      <MoreButton query={query} wide>
        再显示一些
      </MoreButton>
    </div>
  )
}

function LiaisonLine({ entry, fields }: { entry: LiaisonEntry; fields: { key: string; label: string }[] }) {
  return (
    <li className="liaisons-line">
      <b>
        {entry.submissionId ? (
          <Link to="/submissions/$submission" params={{ submission: entry.submissionId }}>
            {entry.name}
          </Link>
        ) : (
          entry.name
        )}
      </b>
      <div>
        {entry.liaisons.length === 0 && <span className="quiet">未报联络员表</span>}
        {entry.liaisons.map((person, index) => (
          // People have no id; their place is what they are.
          <dl key={index} className="liaison">
            {fields
              .filter((field) => person[field.key])
              .map((field) => (
                <div key={field.key}>
                  <dt>{field.label}</dt>
                  <dd>
                    {field.key === 'mobile' && !entry.masked ? (
                      <a href={`tel:${person[field.key]}`}>{person[field.key]}</a>
                    ) : (
                      person[field.key]
                    )}
                  </dd>
                </div>
              ))}
          </dl>
        ))}
      </div>
    </li>
  )
}

function matches(entry: LiaisonEntry, text: string): boolean {
  const wanted = text.trim()
  return (
    wanted === '' ||
    entry.name.includes(wanted) ||
    entry.liaisons.some((person) => Object.values(person).some((value) => value.includes(wanted)))
  )
}
