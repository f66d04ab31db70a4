import { useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { deleteLiveContest, saveLiveSetup } from '../contract.ts'
import { type LiveSetup, findGaps, liveSetup } from '../setup.ts'
import { BaseFields } from './base-fields.tsx'
import { BuzzerLinks } from './buzzer-links.tsx'
import { makeRound } from './first-setup.ts'
import { RoundFields } from './round-fields.tsx'
import { TeamFields } from './team-fields.tsx'
import { useLive } from './use-live.ts'
import './live.css'

export default function SetupPage() {
  const { params, query, error } = useLive()
  usePageTitle(query.data?.setup.title ?? '现场竞赛')
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data) return <Loading rows={10} />
  const { setup, version, contests, moment } = query.data
  return (
    <Setup
      key={version}
      params={params}
      version={version}
      stored={setup}
      contests={contests}
      begun={moment.state.phase !== 'ready'}
      used={moment.version > version}
    />
  )
}

function Setup({
  params,
  version,
  stored,
  contests,
  begun,
  used,
}: {
  params: { campaign: string; live: string }
  version: number
  stored: LiveSetup
  contests: { key: string; title: string }[]
  begun: boolean
  /** Something stands in its log, be it a rehearsal. */
  used: boolean
}) {
  const [draft, setDraft] = useState(stored)
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const dirty = canonicalJson(draft) !== canonicalJson(stored)
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm('改动还没有保存，确定离开吗？'),
    enableBeforeUnload: dirty,
  })
  const parsed = liveSetup.safeParse(draft)
  const errorAt = (...path: PropertyKey[]) =>
    shown
      ? parsed.error?.issues.find((issue) => issue.path.join('.') === path.map(String).join('.'))?.message
      : undefined
  const change = (patch: Partial<LiveSetup>) => setDraft((before) => ({ ...before, ...patch }))

  async function save(): Promise<void> {
    setShown(true)
    setProblem('')
    if (!parsed.success) return setProblem(`还有 ${parsed.error.issues.length} 处需要修改。`)
    setBusy(true)
    try {
      await callApi(saveLiveSetup, { params, body: { baseVersion: version, setup: parsed.data } })
      notify('已保存。')
      await queries.invalidateQueries({ queryKey: ['live-contest', params.live] })
      await queries.invalidateQueries({ queryKey: ['live-links', params.live] })
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : '没有保存，请重试。')
    }
    setBusy(false)
  }

  async function remove(): Promise<void> {
    if (!window.confirm('删除这场比赛的设置？')) return
    try {
      await callApi(deleteLiveContest, { params })
      await queries.invalidateQueries({ queryKey: ['live-contests'] })
      await navigate({ to: '/live' as never, ignoreBlocker: true })
    } catch (error) {
      setProblem((error as Error).message)
    }
  }

  const gaps = findGaps(draft)
  return (
    <div className="live-setup">
      <div className="row-between no-print">
        <h1>{stored.title}</h1>
        <Link
          className="button button-primary"
          to={'/live/$live/host' as never}
          params={{ live: params.live } as never}
        >
          打开主持页
        </Link>
      </div>
      {begun && (
        <p className="notice notice-accent no-print">
          比赛已经开始，队伍和题目不能再改。彩排过的请先在主持页“清空重来”。
        </p>
      )}
      {!begun && gaps.length > 0 && (
        <div className="notice notice-amber no-print">
          <ul className="live-gaps">
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className="live-fields no-print" disabled={begun || busy}>
        <legend className="visually-hidden">比赛设置</legend>
        <BaseFields draft={draft} change={change} contests={contests} errorAt={errorAt} />
        <TeamFields teams={draft.teams} onChange={(teams) => change({ teams })} errorAt={errorAt} />
        {draft.rounds.map((round, index) => (
          <RoundFields
            key={round.id}
            campaign={params.campaign}
            round={round}
            setup={draft}
            errorAt={(...path) => errorAt('rounds', index, ...path)}
            onChange={(next) =>
              change({ rounds: draft.rounds.map((one) => (one.id === round.id ? next : one)) })
            }
            onMove={
              index === 0
                ? undefined
                : () => {
                    const others = draft.rounds.filter((one) => one.id !== round.id)
                    change({ rounds: [...others.slice(0, index - 1), round, ...others.slice(index - 1)] })
                  }
            }
            onRemove={() => change({ rounds: draft.rounds.filter((one) => one.id !== round.id) })}
          />
        ))}
        <div>
          <button
            type="button"
            className="button"
            onClick={() => change({ rounds: [...draft.rounds, makeRound()] })}
          >
            ＋ 加一个环节
          </button>
        </div>
      </fieldset>
      {!begun && (
        <div className="live-save no-print">
          <button
            type="button"
            className="button button-primary"
            disabled={busy || !dirty}
            onClick={() => void save()}
          >
            {dirty ? '保存' : '已保存'}
          </button>
          {problem && (
            <span className="field-error" role="alert">
              {problem}
            </span>
          )}
          {!used && (
            <button type="button" className="link-button" onClick={() => void remove()}>
              删除这场比赛
            </button>
          )}
        </div>
      )}
      <BuzzerLinks params={params} title={stored.title} />
    </div>
  )
}
