/** @jsxImportSource preact */
import { type Call, type Implementation, implement } from '../../../platform/server/http.ts'
import {
  writeCertificatePdf,
  writeCertificatePicture,
} from '../../../platform/server/documents/certificate.ts'
import { drawQrCode } from '../../../platform/server/documents/qr-code.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../contract.ts'
import {
  CheckedCertificatePage,
  FindCertificatePage,
  OwnCertificatePage,
} from '../public/certificate-page.tsx'
import { pathOfChannel, readCode, sayCode } from '../rules.ts'
import { presentCheck, presentSheet, sayDate } from './present-certificate.ts'
import { findCertificate } from './queries.ts'

export const certificateRoutes: Implementation[] = [
  implement(contract.findCertificatePage)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const base = `/p/${campaign.key}/certificates`
    const typed = call.query.code ?? ''
    const code = readCode(typed)
    if (code && (await findCertificate(call.db, campaign.id, code))) return { location: `${base}/${code}` }
    return renderPage(call, {
      title: '证书核验',
      description: '输入证书编号，核验倡议书、竞赛证书的真伪。',
      campaign: frameCampaign(campaign.definition),
      children: <FindCertificatePage action={base} typed={typed} missing={typed !== ''} />,
    })
  }),

  implement(contract.showCertificate)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const base = `/p/${campaign.key}/certificates`
    const code = readCode(call.params.code)
    const row = code && (await findCertificate(call.db, campaign.id, code))
    if (!row) return { location: `${base}?code=${encodeURIComponent(call.params.code)}` }
    const path = `${base}/${row.code}`
    const isOwn = row.participant_id === call.participant?.id && !row.withdrawn_at
    const sheet = presentSheet(row, `${call.origin}${path}`)
    const check = presentCheck(row)
    return renderPage(call, {
      title: isOwn ? row.title : '证书核验',
      description: `${row.title}，编号 ${sayCode(row.code)}`,
      campaign: frameCampaign(campaign.definition),
      children: isOwn ? (
        <OwnCertificatePage
          sheet={{ ...sheet, qr: drawQrCode(sheet.checkUrl) }}
          path={path}
          from={`/p/${campaign.key}/${pathOfChannel(row.channel)}`}
        />
      ) : (
        <CheckedCertificatePage
          check={{
            ...check,
            unit: check.unit.name,
            date: sayDate(check.day),
            code: sayCode(check.code),
            withdrawn: check.withdrawnAt !== null,
          }}
          again={base}
        />
      ),
    })
  }),

  implement(contract.certificatePdf)(async (call) => {
    const sheet = await openOwn(call)
    return {
      file: writeCertificatePdf(sheet, call.services.config.fontDir, call.now),
      fileName: `${sheet.title}.pdf`,
      mediaType: contract.certificatePdf.produces!,
    }
  }),

  implement(contract.certificatePng)(async (call) => {
    const sheet = await openOwn(call)
    return {
      file: await writeCertificatePicture(sheet, call.services.config.fontDir),
      fileName: `${sheet.title}.png`,
      mediaType: contract.certificatePng.produces!,
    }
  }),

  implement(contract.lookUpCertificate)(async ({ db, params, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const row = await findCertificate(db, campaign.id, params.code, scope)
    if (!row) throw new ProblemError(notFound, { detail: '没有查到这个编号的证书，请核对后重新输入。' })
    return presentCheck(row)
  }),
]

/** The certificate of the device that asks; drawing one costs, so it has its limit. */
async function openOwn(call: Call<{ campaign: string; code: string }, unknown, unknown>) {
  const { db, params, participant, origin, now } = call
  const campaign = await findCampaign(db, params.campaign)
  const row = await findCertificate(db, campaign.id, params.code)
  if (!row || row.withdrawn_at) throw new ProblemError(notFound)
  if (row.participant_id !== participant!.id) throw new ProblemError(contract.certificateOfAnother)
  const key = Buffer.from(row.participant_id)
  const detail = '下载次数太多，请一小时后再试。'
  await takeFromLimit(db, { kind: 'certificate.file', key, seconds: 3600, atMost: 30, detail }, now)
  return presentSheet(row, `${origin}/p/${campaign.key}/certificates/${row.code}`)
}
