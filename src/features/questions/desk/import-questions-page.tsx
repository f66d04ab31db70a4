import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi, fetchFile, urlOf } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { saveBlob } from '../../../platform/web/save-blob.ts'
import { checkBankSheet, downloadBankTemplate, importBankSheet, writeBankProblems } from '../contract.ts'
import { bankSheetSizeAtMost, questionsImportedAtMost } from '../question-sheet.ts'
import { CheckedQuestions } from './checked-questions.tsx'
import { encodeFile } from './encode-file.ts'
import { PictureShelf } from './picture-shelf.tsx'
import '../../activity-sheets/desk/activity-sheets.css'
import './questions.css'

/** Many questions from one spreadsheet: choose, see what is wrong by cell, put right, confirm. */
export default function ImportQuestionsPage() {
  usePageTitle('导入题目')
  const campaign = useCampaign()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const result = useRef<HTMLDivElement>(null)
  const [file, setFile] = useState<{ name: string; content: string } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const params = { campaign: campaign.key! }
  const check = useMutation({
    mutationFn: (content: string) => callApi(checkBankSheet, { params, body: { content } }),
  })
  const bringIn = useMutation({
    mutationFn: (agreed: { content: string; digest: string }) =>
      callApi(importBankSheet, { params, body: agreed }),
    onSuccess: () =>
      Promise.all(
        ['questions', 'question-banks', 'question'].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  })
  const takeAway = useMutation({
    mutationFn: (from: { name: string; content: string }) =>
      fetchFile(writeBankProblems, { params, body: { content: from.content } }),
    onSuccess: (blob, { name }) => saveBlob(blob, name.replace(/(\.xlsx)?$/i, '（标出问题）.xlsx')),
  })
  useEffect(() => {
    if (check.data ?? check.error ?? bringIn.data) result.current?.focus()
  }, [check.data, check.error, bringIn.data])

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return
    check.reset()
    bringIn.reset()
    takeAway.reset()
    setFile(null)
    const wrong = findRefusal(chosen)
    setRefusal(wrong)
    if (wrong) return
    const content = await encodeFile(chosen)
    setFile({ name: chosen.name, content })
    check.mutate(content)
  }
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有活动。" />
  if (!campaign.key) return <Loading rows={6} />
  return (
    <div className="stack sheet-import">
      <div className="row-between">
        <h1>导入题目</h1>
        <Link to={'/questions' as never}>返回题库</Link>
      </div>
      <section className="card stack">
        <h2>一、准备表格</h2>
        <p>
          一行一道题，最多 {questionsImportedAtMost.toLocaleString('zh-CN')}{' '}
          道。要改已有的题，请在题库页选好题库后导出，在导出的表中改。
        </p>
        <div className="row">
          <a className="button" href={urlOf(downloadBankTemplate, params)} download>
            下载模板
          </a>
        </div>
        <details className="picture-details">
          <summary>带图的题：先上传图片，在“图片”一列填它的文件名</summary>
          <PictureShelf campaign={campaign.key} />
        </details>
      </section>
      <section className="card stack">
        <h2>二、选择并核对</h2>
        <div className="sheet-drop">
          <input
            ref={input}
            type="file"
            hidden
            accept=".xlsx"
            aria-label="题目的表格"
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <button
            type="button"
            className={file ? 'button' : 'button button-primary'}
            disabled={check.isPending || bringIn.isPending}
            onClick={() => input.current?.click()}
          >
            {file ? '重新选择表格' : '选择表格'}
          </button>
          <span className="quiet">.xlsx，不超过 1 MB</span>
          {refusal && (
            <p className="field-error" role="alert">
              {refusal}
            </p>
          )}
        </div>
        <p className="quiet">
          核对时不写入；有一处需要更正，就都不导入。内容没有变的题不重复导入；新写和修改的题由另一位同事审核后才用。
        </p>
      </section>
      <div ref={result} tabIndex={-1} className="stack sheet-result" aria-live="polite">
        {check.isPending && <Loading rows={4} />}
        {check.error && <ProblemState error={check.error} retry={() => file && check.mutate(file.content)} />}
        {check.data && file && !bringIn.data && (
          <CheckedQuestions
            name={file.name}
            checked={check.data}
            busy={bringIn.isPending || takeAway.isPending}
            onImport={(digest) => bringIn.mutate({ content: file.content, digest })}
            onTakeAway={() => takeAway.mutate(file)}
          />
        )}
        {takeAway.error && <ProblemState error={takeAway.error} retry={() => takeAway.mutate(file!)} />}
        {bringIn.error && (
          <ProblemState
            error={bringIn.error}
            retry={() => {
              bringIn.reset()
              check.mutate(file!.content)
            }}
          />
        )}
        {bringIn.data && (
          <p className="notice notice-green">
            已送审：新增 {bringIn.data.added} 道，修改 {bringIn.data.changed} 道
            {bringIn.data.same > 0 && `；没有变化的 ${bringIn.data.same} 道，未重复导入`}。
          </p>
        )}
      </div>
    </div>
  )
}

function findRefusal(file: File): string | null {
  if (!/\.xlsx$/i.test(file.name)) return '请选择 .xlsx 文件；.xls、.et 请在 Excel 或 WPS 中另存为 .xlsx。'
  if (file.size > bankSheetSizeAtMost) return '表格文件不能超过 1 MB，表里不要放图片。'
  return file.size === 0 ? '这是一个空文件，请重新选择。' : null
}
