// A real OpenID provider on this machine, for the tests of single sign-on. Whoever signs in says who they are: the
// login is their subject; it begins with a name, and what follows a colon is their groups, separated by commas.
//
//   node provider.mjs <client id> <client secret> <redirect URI> <post logout redirect URI>
//
// Prints its issuer once it answers, and ends with its standard input.
import { createServer } from 'node:http'
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'

const [clientId, clientSecret, redirectUri, signedOutUri] = process.argv.slice(2)

const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${server.address().port}`

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'ES256' }

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [signedOutUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ['not a secret: for tests alone'] },
  // Groups and names go into the ID token.
  conformIdTokenClaims: false,
  claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
  scopes: ['openid', 'profile', 'groups'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, login) => {
    const [subject, groups = ''] = login.split(':')
    return {
      accountId: login,
      claims: () => ({ sub: login, name: `${subject} of the tests`, groups: groups.split(',').filter(Boolean) }),
    }
  },
})

server.on('request', provider.callback())
process.stdin.on('end', () => process.exit()).resume()
console.log(issuer)
