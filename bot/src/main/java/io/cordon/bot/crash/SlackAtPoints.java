package io.cordon.bot.crash;

import java.io.IOException;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** A point before and after each call that shows something to people in Slack. */
record SlackAtPoints(Points points) implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    var name = name(chain.request());
    if (name.isEmpty()) {
      return chain.proceed(chain.request());
    }
    points.reach("before " + name);
    var response = chain.proceed(chain.request());
    points.reach("after " + name);
    return response;
  }

  /** The method, and whether it is about a thread; "" for what only reads. */
  private static String name(Request request) {
    var method = request.url().pathSegments().getLast();
    if (method.startsWith("chat.") || method.startsWith("views.")) {
      return method + (method.equals("chat.postMessage") ? place(request) : "");
    }
    // Every method's name has a dot; a response URL is the only other thing that is posted to.
    return method.contains(".") ? "" : "response_url";
  }

  private static String place(Request request) {
    if (request.body() instanceof FormBody form) {
      for (int i = 0; i < form.size(); i++) {
        if (form.name(i).equals("thread_ts")) {
          return " thread";
        }
      }
    }
    return " card";
  }
}
