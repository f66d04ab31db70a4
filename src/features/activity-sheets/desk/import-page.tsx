import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useUser } from '../../../platform/web/session.ts'
import { checkSheet, downloadTemplate, exportActivities, importSheet } from '../contract.ts'
import { importedAtMost } from '../rules.ts'
import { CheckedSheet } from './checked-sheet.tsx'
import { SheetChooser } from './sheet-chooser.tsx'
import './activity-sheets.css'

/** Many activities from one spreadsheet: choose, see what is wrong by cell, put right, confirm. */
export default function ImportPage() {
  const campaign = useCampaign()
  const user = useUser()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { unit?: string }
  const [file, setFile] = useState<string | null>(null)
  const result = useRef<HTMLDivElement>(null)
  usePageTitle('导入活动记录')
  const recording = user.grants.filter((one) => one.role === 'liaison' || one.role === 'recorder')
  const [picked, setPicked] = useState<{ code: string; name: string }>()
  const own = recording.find((one) => one.unit.code === search.unit) ?? recording[0]
  const unit = picked ?? own?.unit
  const address = { params: { campaign: campaign.key! }, query: { unit: unit?.code ?? '' } }
  const check = useMutation({
    mutationFn: (id: string) => callApi(checkSheet, { ...address, body: { file: id } }),
  })
  const bringIn = useMutation({
    mutationFn: (agreed: { file: string; digest: string }) =>
      callApi(importSheet, { ...address, body: agreed }),
  })
  useEffect(() => {
    if (check.data ?? check.error ?? bringIn.data) result.current?.focus()
  }, [check.data, check.error, bringIn.data])

  function begin(): void {
    setFile(null)
    check.reset()
    bringIn.reset()
  }
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有活动。" />
  if (!campaign.key) return <Loading rows={6} />
  if (!unit) return <EmptyState title="您没有记录活动的权限，不能导入。" />
  return (
    <div className="stack sheet-import">
      <div className="row-between">
        <h1>导入活动记录</h1>
        <a
          href={`/activities?unit=${unit.code}`}
          onClick={(event) => {
            event.preventDefault()
            void navigate({ to: '/activities', search: { unit: unit.code } as never })
          }}
        >
          返回活动台账
        </a>
      </div>
      {(recording.length > 1 || own?.unit.code !== unit.code) && (
        <UnitPicker
          label="导入到"
          value={unit}
          onPick={(one) => {
            setPicked(one)
            begin()
          }}
        />
      )}
      <section className="card stack">
        <h2>一、准备表格</h2>
        <p>
          一行一次活动，最多 {importedAtMost.toLocaleString('zh-CN')}{' '}
          行。已有自己的表格，也可以把列名改成模板的列名后直接上传；需要改已有的记录，请导出台账，在导出的表中改。
        </p>
        <div className="row">
          <a className="button" href={urlOf(downloadTemplate, address.params, address.query)} download>
            下载模板
          </a>
          <a className="button" href={urlOf(exportActivities, address.params, address.query)} download>
            导出{unit.name}的台账
          </a>
        </div>
      </section>
      <section className="card stack">
        <h2>二、上传并核对</h2>
        <SheetChooser
          key={unit.code}
          unit={unit.code}
          again={file !== null}
          onChosen={begin}
          onUploaded={(id) => {
            setFile(id)
            check.mutate(id)
          }}
        />
        <p className="quiet">核对时不写入；有一处需要更正，就都不导入。同一张表重复上传，不会重复记录。</p>
      </section>
      <div ref={result} tabIndex={-1} className="stack sheet-result" aria-live="polite">
        {check.isPending && <Loading rows={4} />}
        {check.error && <ProblemState error={check.error} retry={() => file && check.mutate(file)} />}
        {check.data && file && !bringIn.data && (
          <CheckedSheet
            address={{ ...address.params, unit: unit.code, file }}
            checked={check.data}
            busy={bringIn.isPending}
            onImport={(digest) => bringIn.mutate({ file, digest })}
          />
        )}
        {bringIn.error && (
          <ProblemState
            error={bringIn.error}
            retry={() => {
              bringIn.reset()
              check.mutate(file!)
            }}
          />
        )}
        {bringIn.data && (
          <div className="notice notice-green">
            <p>
              已导入：新增 {bringIn.data.added} 条，修改 {bringIn.data.changed} 条
              {bringIn.data.same > 0 && `；已有 ${bringIn.data.same} 条，未重复导入`}。统计表已随之更新。
            </p>
          </div>
        )}
      </div>
    </div>
  )
}
