import type { HostLine } from '../page/host-line.ts';
import { applyTokens } from './apply-tokens.ts';
import { guardConfirm } from './guard-confirm.ts';
import { openTab } from './open-tab.ts';
import { shakeHands } from './shake-hands.ts';
import type { FrameWindow, Host } from './shake-hands.ts';

/** Most messages kept for a host that has not answered yet. */
const maxPending = 32;

/** Opens the line to the host, when the address names one; messages sent before the handshake wait for it. */
export function talkToHost(frame: FrameWindow, host: Host | undefined): HostLine {
  const pending: object[] = [];
  let port: MessagePort | undefined;
  const line: HostLine = {
    framed: true,
    guard: guardConfirm,
    openTab,
    tell(type, message) {
      const whole = { type, ...message };
      if (port) port.postMessage(whole);
      else if (host && pending.length < maxPending) pending.push(whole);
    },
    onClose: () => line.tell('close', {}),
  };
  if (!host) return line;
  shakeHands(frame, host, (opened) => {
    port = opened;
    port.onmessage = ({ data }) => {
      if (data?.type === 'close_requested') line.onClose();
      if (data?.type === 'theme') applyTokens(data.theme, data.tokens);
    };
    for (const message of pending.splice(0)) port.postMessage(message);
  });
  return line;
}
