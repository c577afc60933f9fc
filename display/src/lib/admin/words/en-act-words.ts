import type { viActWords } from './vi-act-words.ts';

/** What is said of acts in English. */
export const enActWords: typeof viActWords = {
  verbs: {
    'key.create': {
      done: 'Key {subject} is made. The door takes it within seconds. Hand the token below to the sender.',
    },
    'key.revoke': {
      done: 'Key {subject} is revoked. The door refuses it within 10 seconds.',
      'not-found': 'There is no such key. Open the list of keys again.',
    },
    'walltoken.create': {
      done: 'Wall token {subject} is made. Open the screen once at the address below.',
    },
    'walltoken.revoke': {
      done: 'Wall token {subject} is revoked. The screen that holds it is cut off at its next check, within a minute.',
      'not-found': 'There is no such token. Open the list of wall tokens again.',
    },
    'drill.start': {
      done: 'The drill {subject} has begun. Open it in the list to watch it.',
      conflict: 'There is a drill of this name already. Give this one another.',
    },
    'drill.end': {
      done: 'The drill {subject} has ended; its judgement is fixed.',
      'not-found': 'This drill is not under way any more. Open the page anew.',
    },
    'account.create': {
      done: 'The account {subject} is made.',
      conflict: 'There is an account of this name. Open it in the list to change its rights or give a new password.',
    },
    'account.change': {
      done: 'The account {subject} is changed; {sessions} open sessions are ended.',
      'not-found': 'There is no such account, or no such unit. Open the list again.',
      conflict: 'Nothing is done: this is the last administrator. Make another one first.',
    },
    'account.password': {
      done: '{subject} has a new password, and all its sessions are ended.',
      'not-found': 'There is no such account. Open the list again.',
    },
    'account.own.password': {
      done: 'Your password is changed; {sessions} other sessions are ended.',
      invalid:
        'Nothing is changed: the new password is not strong enough. At least 15 characters, a few words of your own.',
      forbidden: 'Nothing is changed: the present password is not right.',
      conflict: 'Nothing is changed. After several wrong ones, wait and try again.',
    },
    'account.factor.offer': {
      done: '',
      forbidden: 'The password is not right.',
      conflict: 'Nothing is done: the second factor is on, or there were several wrong ones. Open this page again.',
    },
    'account.factor.confirm': {
      done: 'The second factor of {subject} is on. Keep the recovery codes below.',
      forbidden: 'The code is not right. Type the one it shows now; look whether the clock of the phone is right.',
      conflict: 'It is not on. Begin again.',
    },
    'account.factor.remove': {
      done: 'The second factor of {subject} is off.',
      forbidden: 'It is still on: the password or the code is not right.',
      conflict: 'It is still on. After several wrong ones, wait and try again.',
    },
    'account.factor.reset': {
      done: 'The second factor of {subject} is taken away; {sessions} open sessions are ended.',
      'not-found': 'There is no such account, or it is disabled.',
      conflict: 'This account has no second factor.',
    },
    'quarantine.replay': {
      done: 'Sent again: {accepted} accepted, {refused} refused once more.',
      'not-found': 'This event is not in quarantine any more: it was sent again, or its seven days are over.',
    },
    'pack.import': {
      done: 'The data of {subject} is taken in. The processes work with it within seconds.',
      conflict:
        'Nothing is taken in. The data changed meanwhile, or the file drops what is in use; look at the changes again.',
    },
    'rule.test': {
      done: 'The rule {subject} is being tried.',
      invalid: 'Not tried: the text of the rule has mistakes. Correct the lines that are named and try again.',
      conflict: 'Not tried: another try is running. Wait for it to end and try again.',
    },
    'rule.set': {
      done: 'The rule {subject} is saved. The duty officer is called by it within seconds.',
      invalid: 'Not saved: the text of the rule has mistakes. Correct the lines that are named and try again.',
      conflict:
        'Not saved: the rule as it stands was not tried on days gone by. Press Try, look at what comes of it, then save.',
    },
    'rule.off': {
      done: 'The rule {subject} is switched off. Its alerts close within seconds.',
      'not-found': 'No rule of this name asks. Open the list again.',
    },
    'target.set': {
      done: 'Target {subject} is written.',
      conflict: 'Nothing is written: the ledger has another row for this day. Look at the table below.',
    },
    'establishment.set': {
      done: 'The establishment {subject} is written.',
      invalid:
        'Nothing is written. People are a whole number from 0 to 2,000; the first day is today or later; the end is after the first day. Volunteers need the name of a campaign and its end; for others leave the campaign empty.',
      'not-found':
        'Nothing is written: on that day the city has no such point. Choose a day on which it is in service.',
    },
    'wall.set': {
      done: 'The wall {subject} is saved. Its screens follow within a minute.',
      invalid: 'Not saved: something does not fit. Look at the five to nine KPIs, each of them once, and at the sizes.',
    },
    'exclusion.propose': { done: 'Exclusion {subject} is proposed. Another person has to approve it.' },
    'exclusion.approve': {
      done: 'Exclusion {subject} is approved. Adjusted figures show it at once.',
      forbidden: 'Whoever proposed it cannot approve it. Ask another leader or administrator.',
    },
    'exclusion.reject': { done: 'Exclusion {subject} is rejected.' },
    'exclusion.withdraw': { done: 'Proposal {subject} is withdrawn.' },
    'answer.give': { done: 'What the unit says is kept. Leaders read it at once.' },
    'answer.withdraw': { done: 'Taken back. It stays to be read, marked so.' },
    'alert.answer': { done: 'Alert {subject} is answered. The duty desk reads it at once.' },
    'closure.propose': { done: 'The duty desk is told. It has to accept.' },
    'closure.withdraw': { done: 'Closure {subject} is taken back.' },
    'closure.accept': {
      done: 'Closure {subject} is accepted; a maintenance window is open.',
      conflict: 'This closure was decided already, or is over.',
    },
    'closure.refuse': { done: 'Closure {subject} is refused.', conflict: 'This closure was decided already.' },
    'maintenance.set': {
      done: 'Maintenance window {subject} is set.',
      invalid: 'It is not set: look at the scope and the times below.',
    },
    'maintenance.end': {
      done: 'Maintenance window {subject} has ended; what still holds is announced now.',
      'not-found': 'This maintenance window has ended already.',
    },
    'contact.set': {
      done: 'The contact {subject} is saved.',
      conflict: 'Not saved: somebody has just changed this contact, or the code is taken. Open it again.',
    },
    'contact.remove': {
      done: 'The contact {subject} is removed.',
      conflict: 'Not removed: it was just changed. Open the page again.',
    },
    'channel.set': {
      done: 'The channel {subject} is saved. Send a test message to be sure.',
      conflict: 'Not saved: somebody has just changed this channel. Open it again.',
    },
    'notify.test': {
      done: 'A test message by {subject} is on its way. What became of it is in the list below within seconds.',
      'not-found': 'Not sent: no contact has your account. Choose a contact, or enter the account in the directory.',
    },
    'rota.set': {
      done: 'The rota {subject} is saved.',
      conflict: 'Not saved: somebody has just changed this rota. Look again.',
      'not-found': 'Not saved: a code is of no contact in the directory.',
    },
    'rota.override': { done: 'The stand-in is in the rota {subject}.' },
    'rota.override.remove': { done: 'The stand-in {subject} is removed.' },
    'chain.set': { done: 'The chain {subject} is saved. What is under way goes on by the one before.' },
    'brief.issue': {
      done: 'Brief {subject} is issued. It does not change any more.',
      conflict: 'Nothing is done: these days have their brief. Late events become its addendum.',
      invalid: 'Not issued: that day has not come yet.',
    },
    'brief.check': { done: 'Looked: {lateEvents} late events, {changes} figures changed.' },
    'brief.period.set': {
      done: 'Period {subject} is saved.',
      conflict: 'Not saved: somebody has just changed this period. Open the page anew.',
      invalid: 'Not saved: the day must be 0 (daily), 1–7 (weekly) or 1–28 (monthly).',
    },
    'incident.lesson': { done: 'The lesson of {subject} is noted.' },
    'brief.reader.set': { done: 'What {subject} gets is saved.' },
    'money.import': {
      done: 'The statement is taken in as {subject} reads it: {added} new lines, {known} known already.',
      conflict: 'Nothing was taken in: some lines are wrong. Look at each problem.',
    },
    'money.statement.remove': {
      done: 'Statement {subject} is taken out: {lines} lines.',
      conflict: 'Not taken out: it speaks of days that are closed or wait to be. Reopen them first.',
    },
    'money.mapping.set': {
      done: 'The way of reading {subject} is kept.',
      invalid:
        'Not kept: a field is wrong. The columns of date, description and money and the form of the description are needed.',
    },
    'money.explain': {
      done: 'The explanation for {subject} is noted.',
      conflict: 'Not noted: the difference is another by now, or the day waits to be closed. Look at the table again.',
    },
    'money.close.propose': {
      done: 'The closing of {subject} is proposed. Another person must approve it.',
      conflict: 'Not proposed: the figures have changed, a difference has no explanation, or it was proposed already.',
    },
    'money.close.approve': {
      done: '{subject} is closed.',
      forbidden: 'Whoever proposed it cannot approve it. Ask another leader or administrator.',
      conflict: 'Not closed: the figures are no longer those that were proposed. Reject it and propose it anew.',
    },
    'money.close.reject': { done: 'The closing of {subject} is rejected.' },
    'money.close.withdraw': { done: 'The proposal to close {subject} is withdrawn.' },
    'money.reopen': { done: '{subject} is open again.' },
    'shift.offer': {
      done: 'The shift is handed over (no. {subject}). Whoever comes has to accept.',
      conflict: 'Not handed over: another handover waits to be accepted.',
    },
    'shift.accept': {
      done: 'You have taken the shift (handover {subject}).',
      conflict: 'This handover was answered already.',
    },
    'shift.refuse': { done: 'Handover {subject} is given back.', conflict: 'This handover was answered already.' },
    'shift.withdraw': { done: 'Handover {subject} is withdrawn.', conflict: 'This handover was answered already.' },
  },
  faults: {
    invalid: 'Nothing is done: something is not filled in rightly. Correct it and send again.',
    'not-found': 'It is not there any more. Open the list again.',
    conflict: 'Nothing is done: it goes against what there is. Look at the list and try again.',
    forbidden: 'Your account may not do this. Ask an administrator.',
    unavailable:
      'The owner does not answer. It may have been done: look at the list, then press again; pressing again never does it twice.',
  },
  fields: {
    reason: 'Nothing is done: give a reason, at least 3 characters.',
    confirm: 'Nothing is done: the name typed to confirm does not match.',
  },
  detail: 'The owner says',
};
