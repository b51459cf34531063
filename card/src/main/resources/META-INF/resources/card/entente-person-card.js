/*
 * <entente-person-card user="…">: the profile card that any page can embed. See docs/embedding.md.
 *
 * Everything shown is put in place as text; no markup is ever parsed, so the page's Content Security
 * Policy needs neither 'unsafe-inline' nor 'unsafe-eval', and Trusted Types may be required.
 */

/** Every text by language; each language has all that English has. */
export const STRINGS = {
  en: {
    card: (name) => `Profile card of ${name}`,
    close: 'Close',
    connect: 'Connect your LinkedIn account',
    connected: 'You are connected on LinkedIn.',
    notConnected: 'You are not connected on LinkedIn.',
    contact: 'Contact',
    education: 'Education',
    experience: 'Experience',
    followed: 'You follow',
    inCommon: 'In common',
    inCommonNotYet: 'LinkedIn has given nothing of your own profile so far.',
    inCommonNone: 'Nothing that both profiles mention.',
    invitation:
      'Connect your LinkedIn account to see more of this profile, what you have in common and whom you both know.',
    companies: 'Companies',
    schools: 'Schools',
    skills: 'Skills',
    linkedIn: 'LinkedIn',
    loading: 'Loading…',
    loadingLinkedIn: 'Asking LinkedIn…',
    manager: 'Manager',
    member: 'LinkedIn member',
    notFound: 'This person is not in the directory.',
    nothing: 'There is no LinkedIn profile to show.',
    notOffered: 'Not offered by the LinkedIn app of this server.',
    organization: 'Organization',
    photo: (name) => `LinkedIn photo of ${name}`,
    possible: 'Possible matches',
    possibleHint: 'LinkedIn members of this name. They may be other people.',
    provenance: 'From LinkedIn',
    reports: 'Direct reports',
    shared: 'Shared connections',
    sharedNone: 'None.',
    signIn: 'Sign in to see profile cards.',
    summary: 'About',
    unavailable: 'LinkedIn does not answer at the moment. Try again later.',
    CONNECTION_ENDED: 'Your LinkedIn connection has ended. Open the card again to connect anew.',
    NOT_READY_YET: 'LinkedIn is still preparing this information. Try again later.',
    unknown: 'Could not be told at the moment.',
    broken: 'The card could not be loaded. Try again later.',
    page: (host) => `View the profile on ${host}`,
    period: (from, to) => `${from} – ${to}`,
    present: 'present',
  },
  de: {
    card: (name) => `Profilkarte von ${name}`,
    close: 'Schließen',
    connect: 'LinkedIn-Konto verbinden',
    connected: 'Sie sind auf LinkedIn vernetzt.',
    notConnected: 'Sie sind auf LinkedIn nicht vernetzt.',
    contact: 'Kontakt',
    education: 'Ausbildung',
    experience: 'Berufserfahrung',
    followed: 'Sie folgen',
    inCommon: 'Gemeinsamkeiten',
    inCommonNotYet: 'LinkedIn hat noch nichts von Ihrem eigenen Profil geliefert.',
    inCommonNone: 'Nichts, was beide Profile nennen.',
    invitation:
      'Verbinden Sie Ihr LinkedIn-Konto, um mehr von diesem Profil zu sehen, was Sie gemeinsam haben und wen Sie beide kennen.',
    companies: 'Unternehmen',
    schools: 'Hochschulen und Schulen',
    skills: 'Kenntnisse',
    linkedIn: 'LinkedIn',
    loading: 'Wird geladen …',
    loadingLinkedIn: 'LinkedIn wird gefragt …',
    manager: 'Vorgesetzte',
    member: 'LinkedIn-Mitglied',
    notFound: 'Diese Person ist nicht im Verzeichnis.',
    nothing: 'Es gibt kein LinkedIn-Profil zu zeigen.',
    notOffered: 'Wird von der LinkedIn-App dieses Servers nicht angeboten.',
    organization: 'Organisation',
    photo: (name) => `LinkedIn-Foto von ${name}`,
    possible: 'Mögliche Treffer',
    possibleHint: 'LinkedIn-Mitglieder dieses Namens. Es können andere Personen sein.',
    provenance: 'Von LinkedIn',
    reports: 'Direkt unterstellte Personen',
    shared: 'Gemeinsame Kontakte',
    sharedNone: 'Keine.',
    signIn: 'Melden Sie sich an, um Profilkarten zu sehen.',
    summary: 'Info',
    unavailable: 'LinkedIn antwortet zurzeit nicht. Versuchen Sie es später erneut.',
    CONNECTION_ENDED: 'Ihre LinkedIn-Verbindung ist beendet. Öffnen Sie die Karte erneut, um sich neu zu verbinden.',
    NOT_READY_YET: 'LinkedIn bereitet diese Informationen noch vor. Versuchen Sie es später erneut.',
    unknown: 'Zurzeit nicht festzustellen.',
    broken: 'Die Karte konnte nicht geladen werden. Versuchen Sie es später erneut.',
    page: (host) => `Das Profil auf ${host} ansehen`,
    period: (from, to) => `${from} – ${to}`,
    present: 'heute',
  },
  fr: {
    card: (name) => `Carte de profil de ${name}`,
    close: 'Fermer',
    connect: 'Connecter votre compte LinkedIn',
    connected: 'Vous êtes en relation sur LinkedIn.',
    notConnected: 'Vous n’êtes pas en relation sur LinkedIn.',
    contact: 'Coordonnées',
    education: 'Formation',
    experience: 'Expérience',
    followed: 'Vous suivez',
    inCommon: 'En commun',
    inCommonNotYet: 'LinkedIn n’a encore rien fourni de votre propre profil.',
    inCommonNone: 'Rien que les deux profils mentionnent.',
    invitation:
      'Connectez votre compte LinkedIn pour voir davantage de ce profil, ce que vous avez en commun et qui vous connaissez tous deux.',
    companies: 'Entreprises',
    schools: 'Établissements',
    skills: 'Compétences',
    linkedIn: 'LinkedIn',
    loading: 'Chargement…',
    loadingLinkedIn: 'Interrogation de LinkedIn…',
    manager: 'Responsable',
    member: 'Membre de LinkedIn',
    notFound: 'Cette personne ne figure pas dans l’annuaire.',
    nothing: 'Il n’y a pas de profil LinkedIn à montrer.',
    notOffered: 'N’est pas proposé par l’application LinkedIn de ce serveur.',
    organization: 'Organisation',
    photo: (name) => `Photo LinkedIn de ${name}`,
    possible: 'Correspondances possibles',
    possibleHint: 'Des membres de LinkedIn qui portent ce nom. Il peut s’agir d’autres personnes.',
    provenance: 'De LinkedIn',
    reports: 'Collaborateurs directs',
    shared: 'Relations communes',
    sharedNone: 'Aucune.',
    signIn: 'Connectez-vous pour voir les cartes de profil.',
    summary: 'Infos',
    unavailable: 'LinkedIn ne répond pas pour le moment. Réessayez plus tard.',
    CONNECTION_ENDED: 'Votre connexion à LinkedIn a pris fin. Rouvrez la carte pour vous connecter de nouveau.',
    NOT_READY_YET: 'LinkedIn prépare encore ces informations. Réessayez plus tard.',
    unknown: 'Impossible à déterminer pour le moment.',
    broken: 'La carte n’a pas pu être chargée. Réessayez plus tard.',
    page: (host) => `Voir le profil sur ${host}`,
    period: (from, to) => `${from} – ${to}`,
    present: 'aujourd’hui',
  },
  nl: {
    card: (name) => `Profielkaart van ${name}`,
    close: 'Sluiten',
    connect: 'Verbind je LinkedIn-account',
    connected: 'Jullie zijn verbonden op LinkedIn.',
    notConnected: 'Jullie zijn niet verbonden op LinkedIn.',
    contact: 'Contact',
    education: 'Opleiding',
    experience: 'Ervaring',
    followed: 'Je volgt',
    inCommon: 'Gemeenschappelijk',
    inCommonNotYet: 'LinkedIn heeft nog niets van je eigen profiel gegeven.',
    inCommonNone: 'Niets wat beide profielen noemen.',
    invitation:
      'Verbind je LinkedIn-account om meer van dit profiel te zien, wat jullie gemeen hebben en wie jullie beiden kennen.',
    companies: 'Bedrijven',
    schools: 'Onderwijsinstellingen',
    skills: 'Vaardigheden',
    linkedIn: 'LinkedIn',
    loading: 'Laden…',
    loadingLinkedIn: 'LinkedIn wordt gevraagd…',
    manager: 'Leidinggevende',
    member: 'LinkedIn-lid',
    notFound: 'Deze persoon staat niet in de adreslijst.',
    nothing: 'Er is geen LinkedIn-profiel om te tonen.',
    notOffered: 'Wordt niet aangeboden door de LinkedIn-app van deze server.',
    organization: 'Organisatie',
    photo: (name) => `LinkedIn-foto van ${name}`,
    possible: 'Mogelijke overeenkomsten',
    possibleHint: 'LinkedIn-leden met deze naam. Het kunnen andere mensen zijn.',
    provenance: 'Van LinkedIn',
    reports: 'Rechtstreekse medewerkers',
    shared: 'Gedeelde connecties',
    sharedNone: 'Geen.',
    signIn: 'Meld je aan om profielkaarten te zien.',
    summary: 'Over',
    unavailable: 'LinkedIn antwoordt op dit moment niet. Probeer het later opnieuw.',
    CONNECTION_ENDED: 'Je LinkedIn-verbinding is beëindigd. Open de kaart opnieuw om weer te verbinden.',
    NOT_READY_YET: 'LinkedIn bereidt deze informatie nog voor. Probeer het later opnieuw.',
    unknown: 'Op dit moment niet te zeggen.',
    broken: 'De kaart kon niet worden geladen. Probeer het later opnieuw.',
    page: (host) => `Het profiel bekijken op ${host}`,
    period: (from, to) => `${from} – ${to}`,
    present: 'heden',
  },
};

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host {
    --background: var(--entente-card-background, light-dark(#ffffff, #1f1f1f));
    --text: var(--entente-card-text, light-dark(#1b1b1b, #f3f3f3));
    --quiet: var(--entente-card-quiet-text, light-dark(#565656, #c9c9c9));
    --line: var(--entente-card-line, light-dark(#d6d6d6, #484848));
    --accent: var(--entente-card-accent, light-dark(#0b5cab, #8cc2ff));
    --on-accent: var(--entente-card-on-accent, light-dark(#ffffff, #10243a));
    display: block;
    max-inline-size: 24rem;
    color-scheme: light dark;
    color: var(--text);
    font: 400 0.9375rem/1.45 var(--entente-card-font, system-ui, sans-serif);
  }
  :host([hidden]), [hidden] { display: none; }
  article {
    position: relative;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    background: var(--background);
    overflow-wrap: anywhere;
  }
  header { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; padding-inline-end: 2rem; }
  h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; }
  h2 { font-size: 1.125rem; line-height: 1.3; }
  h3 { margin-block: 0.875rem 0.25rem; font-size: 0.9375rem; }
  h4 { margin-block: 0.625rem 0.125rem; font-size: 0.875rem; }
  ul { list-style: none; }
  li + li { margin-block-start: 0.25rem; }
  .quiet { color: var(--quiet); }
  .face {
    inline-size: 3.5rem; block-size: 3.5rem; grid-row: span 3; border-radius: 50%; object-fit: cover;
    display: grid; place-content: center; background: var(--accent); color: var(--on-accent);
    font-size: 1.125rem; font-weight: 600;
  }
  a { color: var(--accent); }
  button, .action {
    min-block-size: 2rem; padding: 0.25rem 0.75rem; font: inherit; color: var(--accent);
    border: 1px solid var(--line); border-radius: 0.25rem; background: transparent; cursor: pointer;
  }
  button.name { border-color: transparent; padding-inline: 0; text-align: start; text-decoration: underline; }
  .action {
    display: inline-flex; align-items: center; margin-block: 0.5rem 0.25rem; text-decoration: none; font-weight: 600;
    background: var(--accent); color: var(--on-accent); border-color: var(--accent);
  }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .close { position: absolute; inset-block-start: 0.75rem; inset-inline-end: 0.75rem; min-inline-size: 2rem; padding: 0; }
  .toggle { inline-size: 100%; margin-block-start: 1rem; text-align: start; font-weight: 600; }
  .toggle::after { content: "▾" / ""; float: inline-end; }
  .toggle[aria-expanded="true"]::after { content: "▴" / ""; }
  [part="linkedin"] > p:first-child { margin-block-start: 0.5rem; }
  .provenance {
    display: inline-block; margin-block: 0.5rem; padding: 0 0.375rem; border: 1px solid var(--line);
    border-radius: 0.25rem; font-size: 0.8125rem; color: var(--quiet);
  }
  .member { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; }
  .member > :only-child { grid-column: 1 / -1; }
`);

/** An element with properties, attributes and children; strings become text nodes. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return node;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => Array.from(word)[0].toUpperCase()).join('');
}

function joined(...texts) {
  return texts.filter(Boolean).join(' · ');
}

export class EntentePersonCard extends HTMLElement {
  static observedAttributes = ['user', 'server'];

  /** Set to an async function that gives an access token when the page is of another origin. */
  getToken;

  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #loading = new AbortController();
  #pictures = [];

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [STYLE];
    this.#root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
    });
  }

  /** The id of the person whose card it is. */
  get user() {
    return this.getAttribute('user') ?? '';
  }

  set user(id) {
    this.setAttribute('user', id);
  }

  connectedCallback() {
    this.#load();
  }

  disconnectedCallback() {
    this.#clear();
  }

  attributeChangedCallback(_, before, after) {
    if (before !== after && this.isConnected) {
      this.#load();
    }
  }

  /** Says that the reader is done; the page decides what becomes of the element. */
  close() {
    this.#tell('entente-card-close');
  }

  get #strings() {
    const language = (this.closest('[lang]')?.lang || 'en').split('-')[0];
    return STRINGS[language] ?? STRINGS.en;
  }

  async #load() {
    this.#clear();
    if (!this.user) {
      return;
    }
    const { signal } = this.#loading;
    const status = element('p', { part: 'status', role: 'status', class: 'quiet' });
    this.#root.replaceChildren(element('article', { 'aria-busy': 'true' }, status));
    status.textContent = this.#strings.loading;
    try {
      const card = await this.#card(false, signal);
      this.#root.replaceChildren(this.#article(card));
      this.#tell('entente-card-open', { user: card.id });
    } catch (problem) {
      if (!signal.aborted) {
        this.#root.replaceChildren(this.#problem(problem));
        this.#tell('entente-card-error', { status: problem.status ?? 0 });
      }
    }
  }

  /** Drops everything that was shown or is on its way. */
  #clear() {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#pictures.splice(0).forEach((url) => URL.revokeObjectURL(url));
    this.#root.replaceChildren();
  }

  #card(opened, signal) {
    const path = `/v1.0/users/${encodeURIComponent(this.user)}/card?opened=${opened}`;
    return this.#fetch(path, signal).then((answer) => answer.json());
  }

  async #fetch(path, signal) {
    const options = { signal, credentials: 'same-origin', cache: 'no-store', headers: {} };
    if (this.getToken) {
      options.credentials = 'omit';
      options.headers.Authorization = `Bearer ${await this.getToken()}`;
    }
    const answer = await fetch(this.#url(path), options);
    if (!answer.ok) {
      throw Object.assign(new Error(`The server answered ${answer.status}.`), { status: answer.status });
    }
    return answer;
  }

  #url(path) {
    return new URL(path, this.getAttribute('server') || window.location.origin).href;
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #article({ work, linkedIn }) {
    const article = element(
      'article',
      { part: 'card', 'aria-label': this.#strings.card(work.displayName) },
      this.#closeButton(),
      this.#work(work),
    );
    if (linkedIn) {
      article.append(...this.#linkedIn());
    }
    return article;
  }

  #closeButton() {
    const button = element('button', { type: 'button', class: 'close', part: 'close', 'aria-label': this.#strings.close }, '✕');
    button.addEventListener('click', () => this.close());
    return button;
  }

  #problem(problem) {
    const text =
      problem.status === 404
        ? this.#strings.notFound
        : problem.status === 401
          ? this.#strings.signIn
          : this.#strings.broken;
    return element('article', { part: 'card' }, this.#closeButton(), element('p', { part: 'error', role: 'alert' }, text));
  }

  #work(work) {
    const strings = this.#strings;
    const place = joined(work.department, work.companyName);
    return element(
      'section',
      { part: 'work' },
      element(
        'header',
        {},
        this.#face(work.displayName, work.photo, ''),
        element('h2', {}, work.displayName),
        work.jobTitle ? element('p', {}, work.jobTitle) : '',
        place ? element('p', { class: 'quiet' }, place) : '',
      ),
      work.mail
        ? [element('h3', {}, strings.contact), element('p', {}, element('a', { href: `mailto:${encodeURIComponent(work.mail)}` }, work.mail))]
        : [],
      work.manager || work.directReports.length > 0 ? element('h3', {}, strings.organization) : '',
      work.manager ? [element('h4', {}, strings.manager), this.#people([work.manager])] : [],
      work.directReports.length > 0 ? [element('h4', {}, strings.reports), this.#people(work.directReports)] : [],
    );
  }

  #people(people) {
    return element(
      'ul',
      {},
      people.map((person) => {
        const button = element('button', { type: 'button', class: 'name' }, person.displayName);
        button.addEventListener('click', () => {
          this.user = person.id;
        });
        return element('li', {}, button, person.jobTitle ? element('span', { class: 'quiet' }, ` ${person.jobTitle}`) : '');
      }),
    );
  }

  /** A picture once it is there, initials until then and where there is none. */
  #face(name, path, description) {
    const letters = element('span', { class: 'face', 'aria-hidden': 'true' }, initials(name));
    if (path) {
      const image = element('img', { class: 'face', alt: description });
      image.addEventListener('load', () => letters.replaceWith(image));
      this.#picture(path).then((url) => (image.src = url), () => {});
    }
    return letters;
  }

  /** An image element sends the session's cookie but no token: with one, the picture is fetched. */
  async #picture(path) {
    if (!this.getToken) {
      return this.#url(path);
    }
    const { signal } = this.#loading;
    const answer = await this.#fetch(path, signal);
    const picture = await answer.blob();
    signal.throwIfAborted();
    const url = URL.createObjectURL(picture);
    this.#pictures.push(url);
    return url;
  }

  /** The part stays closed until the reader opens it; only then is LinkedIn asked. */
  #linkedIn() {
    const strings = this.#strings;
    const part = element('section', { part: 'linkedin', id: 'linkedin', 'aria-label': strings.linkedIn });
    const status = element('p', { role: 'status', class: 'quiet' });
    const toggle = element(
      'button',
      { type: 'button', class: 'toggle', part: 'linkedin-toggle', 'aria-expanded': 'false', 'aria-controls': 'linkedin' },
      strings.linkedIn,
    );
    part.hidden = true;
    toggle.addEventListener('click', async () => {
      if (toggle.getAttribute('aria-busy') === 'true') {
        return;
      }
      if (!part.dataset.state) {
        toggle.setAttribute('aria-busy', 'true');
        status.textContent = strings.loadingLinkedIn;
        await this.#open(part);
        status.textContent = '';
        toggle.removeAttribute('aria-busy');
      }
      if (!part.dataset.state) {
        status.remove();
        toggle.remove();
        part.remove();
        return;
      }
      part.hidden = !part.hidden;
      toggle.setAttribute('aria-expanded', String(!part.hidden));
    });
    return [toggle, status, part];
  }

  /** Leaves the part without a state when there is none any more: the setting has become No. */
  async #open(part) {
    const { signal } = this.#loading;
    try {
      const { linkedIn } = await this.#card(true, signal);
      if (linkedIn) {
        part.replaceChildren(...this.#content(linkedIn));
        part.dataset.state = linkedIn.state;
        this.#tell('entente-card-linkedin-open', { user: this.user, state: linkedIn.state });
      }
    } catch {
      if (!signal.aborted) {
        part.replaceChildren(element('p', {}, this.#strings.unavailable));
        part.dataset.state = 'unavailable';
      }
    }
  }

  #content(linkedIn) {
    const strings = this.#strings;
    const provenance = element('p', { class: 'provenance' }, strings.provenance);
    switch (linkedIn.state) {
      case 'invitation':
        return [
          element('p', {}, strings.invitation),
          element('a', { class: 'action', part: 'connect', href: this.#connectUrl(linkedIn.connectUrl) }, strings.connect),
          ...(linkedIn.member || linkedIn.candidates ? [element('div', {}, provenance), ...this.#publicInformation(linkedIn)] : []),
        ];
      case 'public':
        return [provenance, ...this.#publicInformation(linkedIn)];
      case 'full':
        return [provenance, this.#member(linkedIn.member), ...this.#more(linkedIn)];
      case 'nothing':
        return [element('p', {}, strings.nothing)];
      case 'notOffered':
        return [element('p', {}, strings.notOffered)];
      default:
        return [element('p', {}, strings[linkedIn.cause] ?? strings.unavailable)];
    }
  }

  /** Back to where the reader was, where the page is one of the server's own. */
  #connectUrl(path) {
    const url = new URL(this.#url(path));
    if (url.origin === window.location.origin) {
      url.searchParams.set('returnTo', window.location.pathname + window.location.search);
    }
    return url.href;
  }

  #publicInformation({ member, candidates }) {
    if (member) {
      return [this.#member(member)];
    }
    return [
      element('h3', {}, this.#strings.possible),
      element('p', { class: 'quiet' }, this.#strings.possibleHint),
      element('ul', { part: 'candidates' }, candidates.map((candidate) => element('li', {}, this.#member(candidate)))),
    ];
  }

  #member(member) {
    const name = member.name || this.#strings.member;
    return element(
      'div',
      { class: 'member' },
      member.picture ? this.#face(name, member.picture, this.#strings.photo(name)) : '',
      element(
        'div',
        {},
        element('p', {}, element('strong', {}, name)),
        this.#line(joined(member.title, member.company)),
        this.#page(member.page),
      ),
    );
  }

  #more({ profile, connected, sharedConnections, inCommon }) {
    const strings = this.#strings;
    return [
      element('p', { part: 'connected' }, connected ? strings.connected : strings.notConnected),
      this.#line(profile.headline),
      this.#line(joined(profile.location, profile.industry)),
      ...this.#section(strings.summary, profile.summary ? [element('p', {}, profile.summary)] : []),
      ...this.#inCommon(inCommon),
      ...this.#section(strings.shared, [
        sharedConnections.length > 0
          ? this.#list(sharedConnections.map((it) => [it.name || strings.member, joined(it.title, it.company)]))
          : element('p', { class: 'quiet' }, strings.sharedNone),
      ]),
      ...this.#listed(
        strings.experience,
        profile.positions.map((it) => [joined(it.title, it.company), this.#period(it.startedOn, it.finishedOn)]),
      ),
      ...this.#listed(
        strings.education,
        profile.education.map((it) => [joined(it.degree, it.school), this.#period(it.startDate, it.endDate)]),
      ),
      ...this.#section(strings.skills, profile.skills.length > 0 ? [element('p', {}, joined(...profile.skills))] : []),
    ];
  }

  #inCommon(inCommon) {
    const strings = this.#strings;
    const told = ['companies', 'schools', 'skills', 'followed']
      .filter((kind) => inCommon[kind]?.length > 0)
      .map((kind) => [strings[kind], inCommon[kind].join(', ')]);
    const otherwise = { shown: strings.inCommonNone, notOffered: strings.notOffered, notReadyYet: strings.inCommonNotYet };
    return this.#section(strings.inCommon, [
      told.length > 0 ? this.#list(told) : element('p', { class: 'quiet' }, otherwise[inCommon.state] ?? strings.unknown),
    ]);
  }

  #listed(heading, rows) {
    return this.#section(heading, rows.length > 0 ? [this.#list(rows)] : []);
  }

  #section(heading, content) {
    return content.length > 0 ? [element('h3', {}, heading), ...content] : [];
  }

  #list(rows) {
    return element(
      'ul',
      {},
      rows.map(([text, quiet]) => element('li', {}, text, quiet ? element('div', { class: 'quiet' }, quiet) : '')),
    );
  }

  #line(text) {
    return text ? element('p', {}, text) : '';
  }

  #period(from, to) {
    return from || to ? this.#strings.period(from ?? '', to ?? this.#strings.present) : '';
  }

  /** A link out is always https, and says where it goes. */
  #page(page) {
    if (!page || new URL(page.href).protocol !== 'https:') {
      return '';
    }
    return element(
      'p',
      {},
      element('a', { href: page.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, this.#strings.page(page.host)),
    );
  }
}

customElements.define('entente-person-card', EntentePersonCard);
