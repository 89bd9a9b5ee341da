// The roots of the JSON Schemas that the tests hold everything against which Cordon says. There are
// two, since the types of some methods share their names with others that mean something else.
import type { KnownBlock, View } from '@slack/types';
import type {
  AppsConnectionsOpenArguments,
  AuthTestArguments,
  BookmarksAddArguments,
  ChatDeleteArguments,
  ChatGetPermalinkArguments,
  ChatPostEphemeralArguments,
  ChatPostMessageArguments,
  ChatUpdateArguments,
  ConversationsHistoryArguments,
  ConversationsInfoArguments,
  ConversationsMembersArguments,
  ConversationsOpenArguments,
  ConversationsRepliesArguments,
  FilesCompleteUploadExternalArguments,
  FilesGetUploadURLExternalArguments,
  PinsAddArguments,
  ReactionsAddArguments,
  UsergroupsListArguments,
  UsergroupsUsersListArguments,
  UsersInfoArguments,
  UsersListArguments,
  ViewsOpenArguments,
  ViewsPublishArguments,
  ViewsPushArguments,
  ViewsUpdateArguments,
} from '@slack/web-api';
import type { Manifest } from '@slack/web-api/dist/types/request/manifest';

export interface Said {
  blocks: KnownBlock[];
  view: View;
  manifest: Manifest;
  arguments: {
    'chat.delete': ChatDeleteArguments;
    'chat.getPermalink': ChatGetPermalinkArguments;
    'chat.postEphemeral': ChatPostEphemeralArguments;
    'chat.postMessage': ChatPostMessageArguments;
    'chat.update': ChatUpdateArguments;
    'views.open': ViewsOpenArguments;
    'views.publish': ViewsPublishArguments;
    'views.push': ViewsPushArguments;
    'views.update': ViewsUpdateArguments;
  };
}

export interface Asked {
  arguments: {
    'apps.connections.open': AppsConnectionsOpenArguments;
    'auth.test': AuthTestArguments;
    'bookmarks.add': BookmarksAddArguments;
    'conversations.history': ConversationsHistoryArguments;
    'conversations.info': ConversationsInfoArguments;
    'conversations.members': ConversationsMembersArguments;
    'conversations.open': ConversationsOpenArguments;
    'conversations.replies': ConversationsRepliesArguments;
    'files.completeUploadExternal': FilesCompleteUploadExternalArguments;
    'files.getUploadURLExternal': FilesGetUploadURLExternalArguments;
    'pins.add': PinsAddArguments;
    'reactions.add': ReactionsAddArguments;
    'usergroups.list': UsergroupsListArguments;
    'usergroups.users.list': UsergroupsUsersListArguments;
    'users.info': UsersInfoArguments;
    'users.list': UsersListArguments;
  };
}
