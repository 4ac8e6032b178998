import { RecoveryPage } from '../features/recovery/RecoveryPage.tsx';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { useGate } from './session/gate.tsx';
import { Opening } from './session/Opening.tsx';

/** What the window shows: the people list, the way into a database, or the program. */
export function App() {
  const { state } = useGate();
  if (state.at === 'signedOut') return <SignInPage reason={state.reason} personId={state.personId} />;
  if (state.at === 'opening') return <Opening />;
  if (state.at === 'failed') return <RecoveryPage failure={state} />;
  const { Program } = state.opened;
  return <Program opened={state.opened} />;
}
