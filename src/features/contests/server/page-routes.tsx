/** @jsxImportSource preact */
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { Island } from '../../../platform/public/island.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCertificateOf } from '../../certificates/server/issue-certificate.ts'
import { groupPublicUnits } from '../../org/server/find-public-units.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../contract.ts'
import { AttemptResult } from '../public/attempt-page.tsx'
import { ClaimCertificate } from '../public/claim-certificate.tsx'
import { ContestIntro } from '../public/contest-intro.tsx'
import { Practice } from '../public/practice.tsx'
import { Quiz } from '../public/quiz.tsx'
import { isOpen, listFacts, sayClosed } from '../rules.ts'
import { showQuestion } from '../show-question.ts'
import { type ContestInForce, findContest } from './find-contest.ts'
import { findPaper } from './find-paper.ts'
import { countAttemptsLeft } from './present-attempt.ts'
import { makePracticeToken } from './practice.ts'
import { listOwnAttempts, presentOwnAttempt } from './present-own.ts'
import { findCurrentBank } from './read-bank.ts'

export const contestPageRoutes: Implementation[] = [
  implement(contract.showContest)(async (call) => {
    const of = await findContest(call.db, call.params)
    const { campaign, contest } = of
    const { api, base } = addressesOf(of)
    const { definition } = campaign
    const today = localOfInstant(call.now, definition.timeZone).date
    const own = call.participant ? await listOwnAttempts(call.db, of, call.participant.id) : []
    const start = {
      api,
      base,
      campaign: campaign.key,
      groups: groupPublicUnits(definition, today),
      running: own.find((one) => one.phase === 'scored' && !one.finishedAt)?.id ?? null,
      left: countAttemptsLeft(of, own, call.now),
      begun: own.some((one) => one.phase === 'scored'),
      perDay: contest.attempts.per === 'day',
      daily: contest.daily !== undefined,
      today: own.find((one) => one.phase === 'daily' && one.span === today)?.id ?? null,
    }
    return renderPage(call, {
      title: contest.title,
      description: contest.intro,
      campaign: frameCampaign(definition),
      islands: ['contest-start'],
      children: (
        <ContestIntro
          base={base}
          title={contest.title}
          intro={contest.intro}
          basis={contest.basis}
          facts={listFacts(contest)}
          start={isOpen(contest, today) ? start : null}
          closed={sayClosed(contest, today)}
          practice={isOpen(contest.practice, today)}
          board={contest.leaderboard}
          draw={contest.draw !== undefined}
          own={own.map((one) => {
            const at = localOfInstant(one.startedAt, definition.timeZone)
            return {
              id: one.id,
              label: `${Number(at.date.slice(5, 7))}月${Number(at.date.slice(8))}日 ${at.time.slice(0, 5)}${one.phase === 'daily' ? ' 每日一答' : ''}`,
              result: one.finishedAt ? `${one.points} 分（满分 ${one.fullPoints} 分）` : '没有答完',
            }
          })}
        />
      ),
    })
  }),

  implement(contract.showAttempt)(async (call) => {
    if (!call.participant) throw new ProblemError(notFound)
    const of = await findContest(call.db, call.params)
    const { api, base, laws, pictures } = addressesOf(of)
    const { attempt: id } = call.params
    const attempt = await presentOwnAttempt(call.db, of, id, call.participant.id, call.now)
    const { result } = attempt
    const code = result?.passed ? await findCertificateOf(call.db, attempt.id) : null
    return renderPage(call, {
      title: of.contest.title,
      description: of.contest.intro,
      campaign: frameCampaign(of.campaign.definition),
      islands: result ? (result.passed && !code ? ['claim-certificate'] : []) : ['quiz'],
      children: result ? (
        <AttemptResult
          base={base}
          laws={laws}
          title={of.contest.title}
          board={of.contest.leaderboard}
          draw={of.contest.draw !== undefined}
          attempt={{ ...attempt, result }}
        >
          {code && (
            <a class="button button-primary" href={`/p/${of.campaign.key}/certificates/${code}`}>
              查看合格证书
            </a>
          )}
          {result.passed && !code && (
            <Island
              name="claim-certificate"
              view={ClaimCertificate}
              props={{
                api: `${api}/attempts/${attempt.id}/certificate`,
                certificates: `/p/${of.campaign.key}/certificates`,
              }}
            />
          )}
        </AttemptResult>
      ) : (
        <Island name="quiz" view={Quiz} props={{ api: `${api}/attempts/${attempt.id}`, attempt, pictures }} />
      ),
    })
  }),

  implement(contract.showPractice)(async (call) => {
    const of = await findContest(call.db, call.params)
    const { campaign, contest } = of
    const today = localOfInstant(call.now, campaign.definition.timeZone).date
    if (!isOpen(contest.practice, today)) throw new ProblemError(contract.contestClosed)
    const bank = await findCurrentBank(call.db, campaign.id, call.now)
    const { token, seed } = makePracticeToken(call.services, contest.key, bank.version)
    const questions = findPaper(contest, 'scored', bank, seed).map((one, index) =>
      showQuestion(one, index + 1),
    )
    return renderPage(call, {
      title: `${contest.title}：练习`,
      description: contest.intro,
      campaign: frameCampaign(campaign.definition),
      islands: ['practice'],
      children: <Island name="practice" view={Practice} props={{ ...addressesOf(of), token, questions }} />,
    })
  }),
]

function addressesOf({ campaign, contest }: ContestInForce) {
  return {
    api: `/api/public/${campaign.key}/contests/${contest.key}`,
    base: `/p/${campaign.key}/contests/${contest.key}`,
    laws: `/p/${campaign.key}/laws`,
    pictures: `/api/public/${campaign.key}/questions/pictures`,
  }
}
