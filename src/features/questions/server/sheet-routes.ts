import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { checkBankSheet } from './check-bank-sheet.ts'
import { importBankSheet } from './import-bank-sheet.ts'
import { listBankRows } from './queries.ts'
import { readLiveQuestions } from './read-live-questions.ts'
import { type BankNames, writeBankExport, writeBankTemplate } from './write-bank-sheet.ts'

const mediaType = contract.downloadBankTemplate.produces!
/** As many are sent to the page. */
const shownAtMost = 500

export const questionSheetRoutes: Implementation[] = [
  implement(contract.downloadBankTemplate)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    const banks = (await listBankRows(db, campaign.id)) as BankNames[]
    return { file: await writeBankTemplate(banks), fileName: '题库模板.xlsx', mediaType }
  }),

  implement(contract.exportBank)(async ({ db, params, query }) => {
    const campaign = await findCampaign(db, params.campaign)
    const banks = (await listBankRows(db, campaign.id)) as BankNames[]
    const bank = banks.find((one) => one.key === query.bank)
    if (!bank) throw new ProblemError(notFound)
    const questions = await readLiveQuestions(db, campaign.id, { banks: [bank.key] })
    return {
      file: await writeBankExport(banks, questions),
      fileName: `题库（${bank.title}）.xlsx`,
      mediaType,
    }
  }),

  implement(contract.checkBankSheet)(async ({ db, params, body, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { writes: _, ...checked } = await checkBankSheet(db, campaign.id, user.id, body.content)
    return {
      ...checked,
      errors: checked.errors.slice(0, shownAtMost),
      errorCount: checked.errors.length,
      touched: checked.touched.slice(0, shownAtMost),
    }
  }),

  implement(contract.importBankSheet)(async (call) => {
    const { db, params, body } = call
    const campaign = await findCampaign(db, params.campaign)
    return importBankSheet(db, call, campaign.id, body)
  }),
]
