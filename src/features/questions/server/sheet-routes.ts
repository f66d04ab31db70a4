import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { checkBankSheet } from './check-bank-sheet.ts'
import { importBankSheet } from './import-bank-sheet.ts'
import { openBankSheet } from './open-bank-sheet.ts'
import { readBankNames } from './read-bank-names.ts'
import { readLiveQuestions } from './read-live-questions.ts'
import { writeBankExport, writeBankProblems, writeBankTemplate } from './write-bank-sheet.ts'

const mediaType = contract.downloadBankTemplate.produces!
/** As many are sent to the page. */
const shownAtMost = 500

export const questionSheetRoutes: Implementation[] = [
  implement(contract.downloadBankTemplate)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    const banks = await readBankNames(db, campaign.id)
    return { file: await writeBankTemplate(banks), fileName: '题库模板.xlsx', mediaType }
  }),

  implement(contract.exportBank)(async ({ db, params, query }) => {
    const campaign = await findCampaign(db, params.campaign)
    const banks = await readBankNames(db, campaign.id)
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
    const sheet = await openBankSheet(body.content)
    const banks = await readBankNames(db, campaign.id)
    const { writes: _, ...checked } = await checkBankSheet(db, campaign.id, user.id, { banks, sheet })
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

  implement(contract.writeBankProblems)(async ({ db, params, body, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const sheet = await openBankSheet(body.content)
    const banks = await readBankNames(db, campaign.id)
    const { errors } = await checkBankSheet(db, campaign.id, user.id, { banks, sheet })
    return {
      file: await writeBankProblems(banks, sheet, errors),
      fileName: '题目（标出问题）.xlsx',
      mediaType,
    }
  }),
]
